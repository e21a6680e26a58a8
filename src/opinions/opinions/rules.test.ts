import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holds } from "../../../tests/support/properties";
import { missingIn, nameOfField, sections, signedText, textsIn } from "./rules";

const full = Object.fromEntries(
  sections.flatMap(({ fields }) =>
    fields.map((field) => [
      field.name,
      field.kind === "choice" ? (field.options[0] ?? "") : "words",
    ]),
  ),
);

describe("a draft", () => {
  test("that is full lacks nothing; each needed field that is blank is named", () => {
    expect(missingIn(full)).toEqual([]);
    for (const { fields } of sections)
      for (const field of fields)
        expect(missingIn({ ...full, [field.name]: " " }), field.name).toEqual(
          field.isNeeded ? [field.name] : missingStep(field.name),
        );
  });
  const missingStep = (name: string) => (/^(verdict|reason)-/.test(name) ? [name] : []);

  test("needs no step, but of each step begun a verdict and a reason", () => {
    const none = Object.fromEntries(Object.entries(full).filter(([name]) => !/-\d$/.test(name)));
    expect(missingIn(none)).toEqual([]);
    expect(missingIn({ ...none, "step-3": "Operate" })).toEqual(["verdict-3", "reason-3"]);
  });
});

test("the form has the fourteen sections in their order", () => {
  expect(sections.map((section) => section.key)).toEqual([
    "questions",
    "seen",
    "summary",
    "judgement",
    "findings",
    "diagnosis",
    "treatment",
    "alternatives",
    "urgency",
    "change",
    "limits",
    "interest",
    "plain",
    "letter",
  ]);
});

test("a translator gets the words and no answers of the form", () => {
  const texts = textsIn({ content: full, firstJudgement: "Wait" });
  expect(texts.judgement).toBe("Wait");
  for (const { fields } of sections)
    for (const field of fields) expect(field.name in texts, field.name).toBe(field.kind === "text");
});

test("a row's number is told from its name", () => {
  expect([nameOfField("step-2"), nameOfField("summary")]).toEqual([
    { base: "step", at: 2 },
    { base: "summary", at: null },
  ]);
});

describe("what is hashed", () => {
  const signed = {
    number: "HL-1",
    version: 1,
    language: "it",
    content: { a: "1", b: "2" },
    firstJudgement: "x",
    firstJudgementAt: "t1",
    signer: "s",
    signedAt: "t2",
  };

  test("does not hang on the order of the fields, and changes with every part", () => {
    expect(signedText({ ...signed, content: { b: "2", a: "1" } })).toBe(signedText(signed));
    for (const [name, value] of Object.entries(signed)) {
      const changed =
        typeof value === "number"
          ? value + 1
          : typeof value === "string"
            ? `${value} `
            : { ...value, a: "1 " };
      expect(signedText({ ...signed, [name]: changed }), name).not.toBe(signedText(signed));
    }
  });

  test("is never the same for two contents", async () => {
    const contents = fc.dictionary(fc.string({ maxLength: 4 }), fc.string({ maxLength: 4 }), {
      maxKeys: 3,
      noNullPrototype: true,
    });
    await holds(
      fc.property(contents, contents, (one, other) => {
        const same =
          JSON.stringify(Object.entries(one).sort()) ===
          JSON.stringify(Object.entries(other).sort());
        expect(
          signedText({ ...signed, content: one }) === signedText({ ...signed, content: other }),
        ).toBe(same);
      }),
    );
  });
});
