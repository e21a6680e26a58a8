import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { timesOf } from "@/cases/calendar/rules";
import { carePath, currentCarePath } from "@/cases/care-path/queries";
import {
  canMove,
  checklist,
  isOpen,
  type StateKey,
  stateKeys,
  stateOf,
} from "@/cases/care-path/rules";
import { writeMessage } from "@/cases/messages/commands";
import { messagesOf } from "@/cases/messages/queries";
import { enter, lockRequest } from "@/cases/moves/commands";
import { requestCase, staysOf } from "@/cases/requests/queries";
import { addPaper } from "@/documents/papers/commands";
import { papersOf } from "@/documents/papers/queries";
import { system } from "@/platform/audit";
import { inTransaction } from "@/platform/db/transaction";
import { no } from "@/platform/result";
import { arrive, ask, granted, once, patient } from "../support/people";
import { holds } from "../support/properties";
import {
  backdate,
  begin,
  courseIn,
  move,
  pdf,
  requestRow,
  sentRequest,
  start,
  walk,
  wholeOf,
} from "../support/requests";

const minute = 60_000;
const later = (minutes: number) => new Date(start.getTime() + minutes * minute);
const openStays = async (id: string) =>
  (await ask("SELECT 1 FROM request_stays WHERE request_id = $1 AND left_at IS NULL", [id])).length;

type Step = { kind: "legal"; pick: number } | { kind: "any"; to: StateKey };
const step = fc.record({
  to: fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant("legal" as const), pick: fc.nat(11) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("any" as const),
        to: fc.constantFrom(...stateKeys),
      }),
    },
  ),
  minutes: fc.nat(20_000),
  says: fc.boolean(),
  adds: fc.boolean(),
});

/** The state a step aims at. Withdrawing is always possible and always the end, so it is picked seldom. */

function aim(step: Step, next: readonly StateKey[]): StateKey {
  if (step.kind === "any") return step.to;
  const onward = next.filter((key) => key !== "withdrawn");
  if ((step.pick === 0 && next.includes("withdrawn")) || onward.length === 0) return "withdrawn";
  return onward[step.pick % onward.length] ?? "withdrawn";
}

describe("whatever way a request goes", () => {
  test("it goes by the rules, with one stay open at most, all of its time counted, everything recorded, and nothing lost", {
    timeout: 240_000,
  }, async () => {
    const path = await currentCarePath();
    const seen = new Set<StateKey>();
    await holds(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 15, size: "max" }),
        async (steps) => {
          const whose = await arrive();
          const actor = patient(whose);
          const id = await begin(actor);
          await backdate(id, start);
          const way: StateKey[] = ["draft"];
          const said: string[] = [];
          let sentPapers = 0;
          let now = 0;
          for (const { to: aimed, minutes, says, adds } of steps) {
            const before = way.at(-1) ?? "draft";
            const to = aim(aimed, stateOf(path, before).next);
            now += minutes;
            const { version } = await requestRow(id);
            const isLegal = canMove(path, before, to);
            if (isLegal) await move(id, to, later(now));
            else await expect(move(id, to, later(now))).rejects.toThrow(/no rule leads/);
            if (isLegal) way.push(to);
            const state = way.at(-1) ?? "draft";
            seen.add(state);
            expect(await requestRow(id)).toMatchObject({
              state,
              version: isLegal ? version + 1 : version,
            });
            expect(await openStays(id)).toBe(stateOf(path, state).clock === "ended" ? 0 : 1);
            if (says && state !== "draft") {
              said.push(`said ${said.length} in ${state}`);
              granted(await writeMessage(actor, once(), id, said.at(-1) ?? ""));
            }
            if (adds && (state === "draft" || isOpen(path, state))) {
              granted(
                (await addPaper(actor, id, checklist(path, "other")[sentPapers++ % 6] ?? "", {
                  name: "Befund.pdf",
                  bytes: pdf(50),
                })) as {
                  ok: true;
                  value: null;
                },
              );
            }
          }
          const request = await requestCase(actor, id);
          if (!request) throw new Error("the request is lost");
          const stays = await staysOf(request);
          expect(stays.map((stay) => stay.state)).toEqual(way);
          for (const stay of stays)
            expect(stay).toMatchObject({
              isPaused: stateOf(path, stay.state).clock !== "running",
            });
          const isEnded = stateOf(path, request.state).clock === "ended";
          const times = timesOf(stays, later(now));
          expect(times.running + times.paused).toBe(times.total);
          expect(times.total).toBe(
            (isEnded ? request.enteredAt : later(now)).getTime() - start.getTime(),
          );
          const entries = await ask<{ action: string; detail: string }>(
            "SELECT action, detail FROM audit_entries WHERE subject = $1 ORDER BY id",
            [`request:${id}`],
          );
          const moves = entries.filter(({ action }) =>
            ["request.sent", "request.moved"].includes(action),
          );
          expect(moves.map(({ detail }) => detail)).toEqual(way.slice(1));
          expect((await messagesOf(actor, request)).map((message) => message.body).sort()).toEqual(
            said.sort(),
          );
          expect(await papersOf(actor, request)).toHaveLength(sentPapers);
        },
      ),
      { numRuns: 60 },
    );
    expect(seen.size).toBeGreaterThan(8);
  });

  test.each(stateKeys)("from %s it goes where a rule says, and nowhere else", async (before) => {
    const path = await currentCarePath();
    const id = await begin(patient(await arrive()));
    await backdate(id, start);
    await walk(id, before, start);
    for (const to of stateKeys) {
      // Made and undone again, so that each is tried from the same place.
      const tried = inTransaction(async (tx) => {
        const request = await lockRequest(tx, id);
        if (!request) throw new Error("the request is lost");
        await enter(
          tx,
          { ...request, actor: system, path, now: later(1) },
          { course: courseIn(to), isMove: true },
        );
        return no("moved");
      });
      if (canMove(path, before, to))
        expect(await tried, `${before} to ${to}`).toEqual({ ok: false, reason: "moved" });
      else await expect(tried, `${before} to ${to}`).rejects.toThrow("no rule leads");
    }
  });

  test("a closed request moves by the rules it began under, whatever others say", async () => {
    expect(canMove(await carePath(2), "closed", "reading")).toBe(true);
    const id = await begin(patient(await arrive()));
    await backdate(id, start);
    await walk(id, "closed", later(60));
    const { rulesVersion } = await requestRow(id);
    expect(canMove(await carePath(rulesVersion), "closed", "reading")).toBe(false);
    await expect(move(id, "reading", later(600))).rejects.toThrow("no rule leads");
  });

  test("taken up again after it was closed, the time between counts as time in which the clock stood", async () => {
    const whose = await arrive();
    const id = await begin(patient(whose));
    await backdate(id, start);
    await walk(id, "closed", later(60));
    await move(id, "waiting-documents", later(600));
    const request = await requestCase(patient(whose), id);
    if (!request) throw new Error("the request is lost");
    expect(timesOf(await staysOf(request), later(700))).toEqual({
      running: 0,
      paused: 700 * minute,
      total: 700 * minute,
    });
  });

  test("a move back in time is refused whole", async () => {
    const { requestId } = await sentRequest();
    const before = await wholeOf(requestId);
    await expect(move(requestId, "first-contact", new Date("2020-01-01T00:00Z"))).rejects.toThrow(
      /request_stays_times/,
    );
    expect(await wholeOf(requestId)).toEqual(before);
  });
});
