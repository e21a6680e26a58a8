import { expect, test, vi } from "vitest";
import { loadReference } from "../../../prisma/seed/load";
import {
  approveIt,
  facilityRecord,
  factsOf,
  handIn,
  released,
  textsOf,
  worker,
} from "../../../tests/support/listings";
import { ask, granted } from "../../../tests/support/people";
import { facilityKind } from "../facilities/commands";
import { disagreements } from "../releases/queries";

test("a later load of reference data leaves what people have published, says so, and brings the rest", async () => {
  const { id, key } = await facilityRecord("niguarda");
  const [editor, approver] = [
    await worker("facility-editor", "niguarda"),
    await worker("facility-approver", "niguarda"),
  ];
  const text = await handIn(editor, {
    recordId: id,
    language: "en",
    section: "text",
    value: { about: "A text of the hospital." },
  });
  granted(await approveIt(approver, text));
  const { contact } = await factsOf(id);
  const changed = await handIn(editor, {
    recordId: id,
    language: "",
    section: "contact",
    value: { ...contact, phone: "+39 02 5555 000" },
  });
  granted(await approveIt(approver, changed));
  await ask(
    "UPDATE facility_texts SET about = 'Older than the data' WHERE facility_id = $1 AND language = 'de'",
    [Number(key)],
  );
  const said: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((line: string) => void said.push(line));
  await loadReference(process.env.DATABASE_URL ?? "", { force: true });
  log.mockRestore();
  expect(
    said.filter((line) => line.startsWith("Left as it was published since: facility")),
  ).toContain(`Left as it was published since: facility ${key}, en: text.`);
  expect((await textsOf(id, "en")).text.about).toBe("A text of the hospital.");
  expect((await factsOf(id)).contact.phone).toBe("+39 02 5555 000");
  expect((await textsOf(id, "de")).text.about).not.toBe("Older than the data");
  expect((await released(id, "de")).no).toBe(1);
  expect(await disagreements(facilityKind)).toEqual([]);
});
