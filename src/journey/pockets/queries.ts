import "server-only";
import { createTranslator } from "use-intl/core";
import type { Actor } from "@/platform/actor";
import { row, sql } from "@/platform/db/sql";
import { messagesOf } from "@/platform/i18n/messages";
import type { Language } from "@/platform/i18n/rules";
import { overviewOf } from "../overviews/queries";
import { type PocketWords, pocketDocument } from "./rules";

function wordsIn(language: Language): PocketWords {
  const t = createTranslator({
    locale: language,
    messages: messagesOf(language),
    namespace: "journey",
  });
  return {
    milestone: (kind) => t(`milestones.${kind}`),
    leg: (key) => t(`legs.${key}`),
    say: (key, values) => t(`pocket.${key}` as "pocket.title", values as never),
  };
}

/** The pocket plan of a journey as one file, for whoever plans it; null for anybody else. */
export async function pocketFile(
  actor: Actor,
  code: string,
  language: Language,
  now: Date,
): Promise<string | null> {
  const overview = await overviewOf(actor, code, language);
  if (!overview?.isArranger || overview.state !== "open" || !overview.details) return null;
  const facility = await row<{
    name: string;
    address: string;
    phone: string | null;
    lat: number | null;
    lon: number | null;
  }>(sql`
    SELECT common_name AS name, concat_ws(', ', street, postcode, comune) AS address, phone, lat, lon FROM facilities WHERE slug = ${overview.facilitySlug}`);
  if (!facility) return null;
  return pocketDocument(
    {
      code,
      language,
      madeAt: now,
      firstName: overview.details.meeting.firstName,
      sign: overview.details.meeting.sign,
      facility,
      milestones: overview.milestones
        .filter(({ kind }) => !kind.startsWith("check-"))
        .map(({ kind, startsAt, certainty }) => ({
          kind,
          at: startsAt,
          isCertain: certainty === "fixed" || certainty === "done",
        })),
      legs: overview.legs.flatMap((leg) =>
        leg.startsAt && leg.endsAt && !["not-needed", "cancelled", "past"].includes(leg.state)
          ? [
              {
                key: leg.key,
                startsAt: leg.startsAt,
                endsAt: leg.endsAt,
                partner: leg.partner,
                isAgreed: ["agreed", "under-way", "done", "own"].includes(leg.state),
              },
            ]
          : [],
      ),
    },
    wordsIn(language),
    wordsIn("it"),
  );
}
