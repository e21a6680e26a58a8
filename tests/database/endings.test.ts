import { beforeAll, describe, expect, test } from "vitest";
import { decideByPatient } from "@/cases/requests/commands";
import { requestCase } from "@/cases/requests/queries";
import { closeToFacility } from "@/opinions/choices/commands";
import { opinionsOf } from "@/opinions/opinions/queries";
import { atChoice, choose, type House, openHouse, toReading } from "../support/opinions";
import { ask, granted, one } from "../support/people";
import { reach } from "../support/places";

let house: House;
let other: House;
beforeAll(async () => {
  [house, other] = await Promise.all([
    openHouse("niguarda", { capacity: 1000 }),
    openHouse("ieo", { capacity: 1000 }),
  ]);
});

describe("taken back or closed", () => {
  test("a request leaves nobody with something to translate, to read or to write", async () => {
    const known = await reach("read a second time", house);
    granted(await decideByPatient(known.actor, known.id, known.version, "withdraw"));
    expect(
      await ask(
        "SELECT 1 FROM assignments WHERE request_id = $1 AND state IN ('offered', 'accepted')",
        [known.id],
      ),
    ).toEqual([]);
    expect(await ask("SELECT state FROM opinions WHERE request_id = $1", [known.id])).toEqual([
      { state: "given-up" },
    ]);
  });

  test("a request that waits for a translation cancels it", async () => {
    const known = await reach("being checked", house);
    const paperId = crypto.randomUUID();
    await ask(
      "INSERT INTO request_papers (id, request_id, kind, state) VALUES ($2, $1, 'identity', 'not-had')",
      [known.id, paperId],
    );
    await ask(
      "INSERT INTO translations (request_id, paper_id, from_language, to_language) VALUES ($1, $2, 'de', 'it')",
      [known.id, paperId],
    );
    granted(await decideByPatient(known.actor, known.id, known.version, "withdraw"));
    expect(await ask("SELECT state FROM translations WHERE request_id = $1", [known.id])).toEqual([
      { state: "cancelled" },
    ]);
  });

  test("to one facility, the agreements for another stand, each end is in the record, and one receipt goes out", async () => {
    const { actor, id } = await atChoice();
    granted(await choose(actor, id, [house, other]));
    const before = await ask(
      "SELECT 1 FROM letters WHERE person_id = $1 AND kind = 'consent-receipt'",
      [actor.personId],
    );
    granted(await closeToFacility(actor, id, other.facilityId));
    const open = await ask<{ scope: string }>(
      "SELECT scope FROM consents WHERE person_id = $1 AND kind = 'facility' AND withdrawn_at IS NULL",
      [actor.personId],
    );
    expect(open).toHaveLength(3);
    for (const { scope } of open) expect(scope).toContain(`:${house.facilityId}:`);
    expect(
      await ask(
        "SELECT 1 FROM audit_entries WHERE about = $1 AND action = 'consent.withdrawn' AND detail = 'facility'",
        [actor.personId],
      ),
    ).toHaveLength(3);
    const after = await ask(
      "SELECT 1 FROM letters WHERE person_id = $1 AND kind = 'consent-receipt'",
      [actor.personId],
    );
    expect(after.length - before.length).toBe(1);
  });

  test("three facilities and nine agreements are one receipt", async () => {
    const { actor, id } = await atChoice();
    const receipts = () =>
      ask("SELECT 1 FROM letters WHERE person_id = $1 AND kind = 'consent-receipt'", [
        actor.personId,
      ]);
    const before = (await receipts()).length;
    granted(await choose(actor, id, [house, other]));
    expect((await receipts()).length - before).toBe(1);
  });

  test("by a facility that reads, nobody of it is left with the case, and a new choice begins with nothing", async () => {
    const known = await reach("judged a first time", house);
    granted(await closeToFacility(known.actor, known.id, house.facilityId));
    expect(
      await one("SELECT state, holder, facts FROM requests WHERE id = $1", [known.id]),
    ).toMatchObject({ state: "choice", holder: "patient", facts: { draft: "none" } });
    expect(
      await ask(
        "SELECT 1 FROM assignments WHERE request_id = $1 AND state IN ('offered', 'accepted')",
        [known.id],
      ),
    ).toEqual([]);
    // Another facility judges for itself: blind, and on a form of its own.
    granted(await choose(known.actor, known.id, [other]));
    await toReading(other, known.id);
    expect(await opinionsOf(other.specialist, known.id)).toEqual([]);
    expect((await requestCase(other.specialist, known.id))?.sight.isBlind).toBe(true);
  });
});
