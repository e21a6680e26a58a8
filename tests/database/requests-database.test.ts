import { beforeAll, describe, expect, test } from "vitest";
import { currentCarePath } from "@/cases/care-path/queries";
import { canMove, stateKeys } from "@/cases/care-path/rules";
import { publish } from "../support/care-paths";
import { arrive, ask, patient, type Somebody } from "../support/people";
import { begin, requestRow, sentRequest, walk, wholeOf } from "../support/requests";

/** As any later change of its data would write it. */
const update = (id: string, change: string, values: unknown[] = []) =>
  ask(`UPDATE requests SET ${change} WHERE id = $1`, [id, ...values]);
const openStays = async (id: string) =>
  (await ask("SELECT 1 FROM request_stays WHERE request_id = $1 AND left_at IS NULL", [id])).length;

describe("the database itself", () => {
  let whose: Somebody;
  beforeAll(async () => {
    whose = await arrive();
  });

  test("refuses every move that no rule of the request's version knows, and takes every other", async () => {
    const path = await currentCarePath();
    const id = await begin(patient(whose));
    for (const to of stateKeys.filter((key) => key !== "draft" && key !== "sent"))
      await expect(
        update(id, "state = $2, version = version + 1, sent_at = now()", [to]),
        to,
      ).rejects.toThrow(`no rule moves a request from draft to ${to}`);
    await walk(id, "first-contact", new Date());
    const before = await wholeOf(id);
    for (const to of stateKeys.filter(
      (key) => key !== "first-contact" && !canMove(path, "first-contact", key),
    ))
      await expect(update(id, "state = $2, version = version + 1", [to]), to).rejects.toThrow(
        /no rule moves a request|requests_sent/,
      );
    await expect(update(id, "state = 'nirvana', version = version + 1")).rejects.toThrow(
      /no rule moves/,
    );
    expect(await wholeOf(id)).toEqual(before);
    await update(id, "state = 'translation', version = version + 1");
    expect(await requestRow(id)).toMatchObject({ state: "translation" });
  });

  test("refuses a version that jumps, goes back, or stands still while the state moves", async () => {
    const { requestId } = await sentRequest();
    const before = await wholeOf(requestId);
    for (const change of [
      "version = version + 2",
      "version = version - 1",
      "version = 1",
      "state = 'first-contact'",
      "state = 'first-contact', version = version + 3",
    ])
      await expect(update(requestId, change), change).rejects.toThrow(/one step at a time/);
    expect(await wholeOf(requestId)).toEqual(before);
  });

  test("refuses a second stay that is open", async () => {
    const { requestId } = await sentRequest();
    const second =
      "INSERT INTO request_stays (request_id, state, holder, is_paused, entered_at) VALUES ($1, 'first-contact', 'case-coordinator', false, now())";
    await expect(ask(second, [requestId])).rejects.toThrow(/request_stays_one_open/);
    await expect(
      ask("UPDATE request_stays SET left_at = NULL WHERE request_id = $1", [requestId]),
    ).rejects.toThrow(/request_stays_one_open/);
    expect(await openStays(requestId)).toBe(1);
  });

  test("refuses a draft that was sent, one sent that was not, and an urgency that there is not", async () => {
    const draft = await begin(patient(whose));
    await expect(update(draft, "sent_at = now()")).rejects.toThrow(/requests_sent/);
    const { requestId } = await sentRequest();
    await expect(update(requestId, "sent_at = NULL")).rejects.toThrow(/requests_sent/);
    await expect(update(requestId, "urgency = 'D'")).rejects.toThrow(/requests_urgency/);
  });

  test("keeps rules that were published as they were", async () => {
    for (const statement of [
      "UPDATE care_rules SET published_on = now()",
      "DELETE FROM care_rules",
      "UPDATE care_moves SET after = 'closed'",
      "DELETE FROM care_moves WHERE before = 'draft'",
    ])
      await expect(ask(statement), statement).rejects.toThrow();
    await expect(
      publish((path) => Object.assign(path, { countriesNotServed: [] })),
    ).rejects.toThrow(/published with other rules/);
    await publish(() => undefined);
  });

  describe("when other rules are published", () => {
    let requestId = "";
    beforeAll(async () => {
      ({ requestId } = await sentRequest());
      await publish((path) => Object.assign(path, { version: 4 }));
    });

    test.each([
      ["with a step of its version", "rules_version = 4, version = version + 1"],
      ["with a move", "rules_version = 4, version = version + 1, state = 'first-contact'"],
      ["and nothing else", "rules_version = 4"],
    ])("refuses to put a request under them, changed %s", async (_, change) => {
      await expect(update(requestId, change)).rejects.toThrow(/keeps the rules it began under/);
      expect(await requestRow(requestId)).toMatchObject({ state: "sent", rulesVersion: 3 });
    });
  });
});
