import "server-only";
import type { Partner } from "@/platform/actor";
import { record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import type { Language } from "@/platform/i18n/rules";
import { no, ok, type Result } from "@/platform/result";
import { lockPartner } from "../moves/commands";
import { actsFor } from "../moves/policy";
import {
  emptyProfile,
  mostServices,
  type Profile,
  type ProfileReason,
  sourceHash,
  unitsOf,
} from "./rules";
import { type ServiceInput, StoredProfile } from "./schema";

type OfFirm = Partner & { partnerId: string };
type Open = { id: string; state: string; version: number; body: unknown };

async function currentBody(tx: Tx, partnerId: string, language: string): Promise<Profile> {
  const found = await tx.row<{ body: unknown }>(
    sql`SELECT body FROM partner_releases WHERE partner_id = ${partnerId} ORDER BY no DESC LIMIT 1`,
  );
  return found ? (StoredProfile.parse(found.body) as Profile) : emptyProfile(language as Language);
}

/**
 * The one way to write in a profile: on the open proposal, or on a new one that begins as a copy of what is published.
 * Of two windows the second is told; what waits for its approval is not written in.
 */
async function edit(
  actor: OfFirm,
  version: number,
  change: (before: Profile, categories: readonly string[]) => Profile | ProfileReason,
): Promise<Result<null, ProfileReason>> {
  return inTransaction(async (tx): Promise<Result<null, ProfileReason>> => {
    if (!actsFor(actor, actor.partnerId, "edit-profile")) return no("not-found");
    const partner = await lockPartner(tx, actor.partnerId);
    if (partner?.state !== "admitted" && partner?.state !== "suspended") return no("illegal");
    const open = await tx.row<Open>(
      sql`SELECT id, state, version, body FROM partner_changes WHERE partner_id = ${partner.id} AND state <> 'approved' FOR UPDATE`,
    );
    if (open?.state === "submitted") return no("inReview");
    if ((open?.version ?? 0) !== version) return no("stale");
    const before = open
      ? (StoredProfile.parse(open.body) as Profile)
      : await currentBody(tx, partner.id, partner.language);
    const after = change(before, partner.categories);
    if (typeof after === "string") return no(after);
    const body = JSON.stringify(StoredProfile.parse(after));
    if (open)
      await tx.run(sql`
        UPDATE partner_changes SET body = ${body}::jsonb, version = version + 1, saved_at = now(), state = 'draft', hash = NULL,
          authors = CASE WHEN ${actor.personId}::uuid = ANY (authors) THEN authors ELSE authors || ${actor.personId}::uuid END WHERE id = ${open.id}`);
    else
      await tx.run(sql`
        INSERT INTO partner_changes (partner_id, body, version, authors) VALUES (${partner.id}, ${body}::jsonb, 1, ARRAY[${actor.personId}::uuid])`);
    await record(tx, {
      actor,
      action: "partner-change.saved",
      subject: `partner:${partner.id}`,
    });
    return ok(null);
  });
}

export const saveAbout = (
  actor: OfFirm,
  { version, about, language }: { version: number; about: string; language: Language },
) => edit(actor, version, (before) => ({ ...before, about, language }));

export const saveService = (actor: OfFirm, { version, id, ...service }: ServiceInput) =>
  edit(actor, version, (before, categories) => {
    if (!categories.includes(service.category)) return "illegal";
    const known = before.services.some((one) => one.id === id);
    if (id && !known) return "stale";
    if (!id && before.services.length >= mostServices) return "tooManyServices";
    const saved = { ...service, id: id || crypto.randomUUID() };
    return {
      ...before,
      services: known
        ? before.services.map((one) => (one.id === id ? saved : one))
        : [...before.services, saved],
    };
  });

export const removeService = (actor: OfFirm, version: number, id: string) =>
  edit(actor, version, (before) => ({
    ...before,
    services: before.services.filter((one) => one.id !== id),
  }));

type Translating = {
  version: number;
  language: Language;
  key: string;
  /** The hash of the original that the form showed. */
  source: string;
  text: string;
  isChecked: boolean;
};

/** Keeps a translation with the original it was made from. One that moved meanwhile is shown again first. */
export const saveTranslation = (
  actor: OfFirm,
  { version, language, key, source, text, isChecked }: Translating,
) =>
  edit(actor, version, (before) => {
    const original = unitsOf(before)[key];
    if (original === undefined || sourceHash(original) !== source) return "stale";
    if (language === before.language) return "illegal";
    return {
      ...before,
      translations: {
        ...before.translations,
        [language]: { ...before.translations[language], [key]: { text, source, isChecked } },
      },
    };
  });
