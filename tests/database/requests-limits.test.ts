import { expect, test } from "vitest";
import { beginRequest } from "@/cases/drafts/commands";
import { arrive, once, patient } from "../support/people";

test("somebody who begins request after request has to wait in the end, and others do not", async () => {
  const [keen, other] = [await arrive("patient"), await arrive("patient")];
  const begin = (who: typeof keen) =>
    beginRequest(patient(who), once(crypto.randomUUID()), {
      country: "CH",
      topic: null,
      facility: "",
      language: "en",
    });
  for (let at = 0; at < 100; at++) expect((await begin(keen)).ok).toBe(true);
  expect(await begin(keen)).toMatchObject({ ok: false, reason: "slowDown" });
  expect((await begin(other)).ok).toBe(true);
});
