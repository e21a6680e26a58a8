import "server-only";
import type { Actor } from "@/platform/actor";
import { record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction } from "@/platform/db/transaction";
import type { Language } from "@/platform/i18n/rules";
import { no, ok, type Result } from "@/platform/result";
import { arrangesFor } from "../access/policy";
import type { JourneyReason } from "../holding/rules";

/** Makes an address for a journey's calendar, in a language; whichever there was opens nothing from then on. */
export async function changeFeed(
  actor: Actor,
  { journeyId, does, language }: { journeyId: string; does: "make" | "end"; language: Language },
): Promise<Result<null, JourneyReason>> {
  return inTransaction(async (tx): Promise<Result<null, JourneyReason>> => {
    const held = await tx.row<{ patientId: string; code: string }>(
      sql`SELECT patient_id AS "patientId", code FROM journeys WHERE id::text = ${journeyId} FOR UPDATE`,
    );
    if (!held || !arrangesFor(actor, held.patientId)) return no("not-found");
    await tx.run(
      sql`UPDATE journey_feeds SET ended_at = now() WHERE journey_id::text = ${journeyId} AND ended_at IS NULL`,
    );
    if (does === "make")
      await tx.run(
        sql`INSERT INTO journey_feeds (journey_id, language) VALUES (${journeyId}, ${language})`,
      );
    await record(tx, {
      actor,
      action: does === "make" ? "journey.feed-made" : "journey.feed-ended",
      subject: `journey:${held.code}`,
      about: held.patientId,
    });
    return ok(null);
  });
}
