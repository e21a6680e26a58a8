import { expect, test } from "vitest";
import { z } from "zod";
import { onceOf, readForm, refusal, refused, wrongField } from "./form";

const filled = (fields: [string, string | Blob][]) => {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
};
const secret: [string, string | Blob][] = [
  ["email", "ada@example.org"],
  ["password", "correct horse"],
  ["newPassword", "battery staple"],
  ["code", "123456"],
  ["recoveryCode", "abcd-efgh"],
  ["formKey", "12345678"],
  ["$ACTION_ID_1", ""],
  ["file", new Blob(["bytes"])],
  ["groups[]", "story"],
  ["groups[]", "images"],
];
const shown = { email: "ada@example.org", groups: ["story", "images"] };

test("what was typed is shown again, but for passwords, codes, keys and files", () => {
  const form = filled(secret);
  expect(refused(form, "stale").values).toEqual(shown);
  expect(wrongField(form, "email", "email")).toEqual({
    values: shown,
    fieldErrors: { email: ["email"] },
  });
  const read = readForm(z.object({ email: z.literal("nobody", "email") }), form);
  expect(read).toEqual({ ok: false, state: { values: shown, fieldErrors: { email: ["email"] } } });
});

test("of a text without end the first ten thousand signs are shown again", () => {
  expect(refused(filled([["story", "a".repeat(10_001)]]), "stale").values.story).toHaveLength(
    10_000,
  );
});

test("a form that is as it should be is read, with each box that was ticked", () => {
  const Boxes = z.object({ email: z.string(), groups: z.array(z.string()) });
  expect(readForm(Boxes, filled(secret))).toEqual({ ok: true, value: shown });
});

test("a refusal says how long to wait where there is something to wait for", () => {
  expect(refusal(filled([]), { reason: "slowDown", minutes: 3 }).numbers).toEqual({ minutes: 3 });
  expect(refusal(filled([]), { reason: "stale" })).not.toHaveProperty("numbers");
});

test("a form posted twice has one key, and another hash once anything in it is another", () => {
  const once = onceOf(filled(secret), "person");
  expect(onceOf(filled(secret), "person")).toEqual(once);
  expect(once.key).toBe("person:12345678");
  expect(onceOf(filled([...secret, ["more", "x"]]), "person").hash).not.toEqual(once.hash);
  expect(onceOf(filled([["formKey", "no key"]]), "person").key).toMatch(/^person:[0-9a-f-]{36}$/);
});
