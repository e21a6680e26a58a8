import "server-only";
import { notify, notifyOffice } from "@/accounts/notices/commands";
import { record, system } from "@/platform/audit";
import { rows, sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import { log } from "@/platform/log";
import { ok } from "@/platform/result";
import { colourOf } from "../calendar/rules";
import { carePath } from "../care-path/queries";
import { type StateKey, stateOf } from "../care-path/rules";
import { type Removing, removeDraft } from "../drafts/commands";
import { type Holder, peopleWith } from "../holders/commands";
import { begin, finish, type Locked, lockRequest } from "../moves/commands";
import { isRunning, limitIn } from "../turns/rules";
import { dayMilliseconds, nextLook } from "./rules";

/** What a later domain does when nobody acted in time: true where that moved the request on. */
type Lapse = (tx: Tx, request: Locked, now: Date) => Promise<boolean>;
export type Followers = {
  removeFiles: Removing;
  lapses: Partial<Record<StateKey, Lapse>>;
};

const batch = 200;
const againMinutes = 10;

/**
 * Looks at every request whose time has come: reminds whoever has the ball on the days the care path names, warns when
 * little time is left and when there is none, and does what follows when nobody has acted. What has gone out for a stay
 * is noted with it, so that running twice says nothing twice. One that fails is tried again later and holds up no other.
 */
export async function tick(now: Date, followers: Followers): Promise<void> {
  for (;;) {
    const due = await rows<{ id: string }>(sql`
      SELECT request_id AS id FROM request_stays WHERE left_at IS NULL AND look_at <= ${now} ORDER BY look_at, id LIMIT ${batch}`);
    for (const { id } of due)
      await tickOne(id, now, followers).catch(async (error) => {
        log.error("a request could not be looked at", error);
        await lookAgain(id, new Date(now.getTime() + againMinutes * 60_000));
      });
    if (due.length < batch) return;
  }
}

const lookAgain = (requestId: string, at: Date | null) =>
  rows(
    sql`UPDATE request_stays SET look_at = ${at} WHERE request_id = ${requestId} AND left_at IS NULL`,
  );

/** Orange tells whoever has the ball and whoever stands in; over the limit the supervisors hear of it too: one of them steps in. */
async function warn(
  tx: Tx,
  request: Locked,
  holder: Holder,
  colour: "orange" | "red",
  now: Date,
): Promise<void> {
  const isOffice = holder === "case-coordinator" || holder === "system";
  const told = new Set(await peopleWith(tx, request, holder, now));
  for (const personId of told)
    await notify(tx, {
      personId,
      kind: isOffice ? "request-late" : "case-late",
      subject: request.id,
    });
  if (!isOffice && request.ownerId && !told.has(request.ownerId))
    await notify(tx, { personId: request.ownerId, kind: "request-late", subject: request.id });
  if (colour !== "red" && (told.size > 0 || request.ownerId)) return;
  if (!isOffice)
    for (const personId of await peopleWith(tx, request, "facility-coordinator", now))
      if (!told.has(personId))
        await notify(tx, { personId, kind: "case-late", subject: request.id });
  await notifyOffice(tx, "case-coordinator", "request-late", request.id, request.ownerId);
}

/** Whether a delivered opinion has lain unopened: the coordinator calls. */
const isUnopened = async (tx: Tx, requestId: string) =>
  (await tx.row(
    sql`SELECT 1 FROM opinions WHERE request_id = ${requestId} AND delivered_at IS NOT NULL AND opened_at IS NULL`,
  )) !== null;

async function tickOne(requestId: string, now: Date, followers: Followers): Promise<void> {
  await inTransaction(async (tx) => {
    const request = await lockRequest(tx, requestId);
    const stay = await tx.row<{ id: string; told: string[] }>(
      sql`SELECT id::text, told FROM request_stays WHERE request_id = ${requestId} AND left_at IS NULL`,
    );
    if (!request || !stay) return ok(null);
    const path = await carePath(request.rulesVersion);
    const state = stateOf(path, request.state);
    const days = (now.getTime() - request.enteredAt.getTime()) / dayMilliseconds;

    if (state.after && days >= state.after.days) {
      if (state.after.state === "deleted") {
        await removeDraft(tx, requestId, followers.removeFiles);
        await record(tx, {
          actor: system,
          action: "request.deleted",
          subject: `request:${requestId}`,
          about: request.patientId,
        });
        return ok(null);
      }
      const held = await begin(tx, system, requestId, "runOut", { now });
      if (held.ok) {
        await finish(tx, held.value, state.after.state);
        return ok(null);
      }
    }
    const due = state.reminders.filter((day) => days >= day).at(-1);
    const told: string[] = [];
    if (due !== undefined && !stay.told.includes(`day-${due}`)) {
      await notify(tx, {
        personId: request.patientId,
        kind: "request-reminder",
        subject: requestId,
      });
      told.push(`day-${due}`);
    }
    const limit = limitIn(path, request.course, request.urgency, request.isTeam);
    const isCounted = isRunning(path, request.course);
    const colour =
      limit && isCounted ? colourOf(request.enteredAt, limit, path.calendar, now) : "green";
    // An offer that nobody answers goes on to whoever is next; where there is nobody, it stays and is late.
    const lapse = followers.lapses[request.state];
    if (colour === "red" && lapse && (await lapse(tx, request, now))) return ok(null);
    if ((colour === "orange" || colour === "red") && !stay.told.includes(colour)) {
      await warn(tx, request, request.holder, colour, now);
      told.push(colour);
    }
    if (
      request.state === "delivered" &&
      days >= path.opinion.callAfterDays &&
      !stay.told.includes("unopened") &&
      (await isUnopened(tx, requestId))
    ) {
      if (request.ownerId)
        await notify(tx, {
          personId: request.ownerId,
          kind: "request-waiting-you",
          subject: requestId,
        });
      told.push("unopened");
    }
    const next = nextLook(
      {
        enteredAt: request.enteredAt,
        told: [...stay.told, ...told],
        state,
        limit: isCounted ? limit : null,
        path,
      },
      now,
    );
    await tx.run(
      sql`UPDATE request_stays SET told = told || ${told}::text[], look_at = ${next} WHERE id = ${stay.id}::bigint`,
    );
    return ok(null);
  });
}
