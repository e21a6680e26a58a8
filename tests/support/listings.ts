import { changeById } from "@/listings/changes/queries";
import { saveDraft } from "@/listings/drafts/commands";
import { openDraft } from "@/listings/drafts/queries";
import { facilityKind } from "@/listings/facilities/commands";
import { facilityDesk } from "@/listings/facilities/queries";
import type { Facts, Texts } from "@/listings/facilities/rules";
import { publish } from "@/listings/releases/commands";
import { publishedRelease, recordById, recordOf } from "@/listings/releases/queries";
import type { Fields, Json, Series } from "@/listings/releases/rules";
import { decide, submitSections } from "@/listings/reviews/commands";
import type { Actor } from "@/platform/actor";
import { system } from "@/platform/audit";
import { inTransaction } from "@/platform/db/transaction";
import type { Language } from "@/platform/i18n/rules";
import type { Role } from "@/platform/roles";
import { arrive, granted, office, one, staff } from "./people";

/** The record of a facility, by its slug. */
export async function facilityRecord(slug: string) {
  const { key } = await one<{ key: string }>(
    "SELECT id::text AS key FROM facilities WHERE slug = $1",
    [slug],
  );
  const found = await recordOf("facility", key);
  if (!found) throw new Error(`${slug} has no record`);
  return found;
}

export async function released(recordId: number, series: Series) {
  const found = await publishedRelease(recordId, series);
  if (!found) throw new Error("nothing was published");
  return found;
}

export const factsOf = async (recordId: number) =>
  (await released(recordId, "")).fields as unknown as Facts;
export const textsOf = async (recordId: number, language: Language) =>
  (await released(recordId, language)).fields as unknown as Texts;

/** Publishes as a register's import does, past the desk. */
export async function imported(recordId: number, series: Series, fields: Fields, baseNo: number) {
  return inTransaction((tx) =>
    publish(tx, facilityKind, system, {
      recordId,
      language: series,
      baseNo,
      fields,
      origin: "import",
      writtenBy: [],
      reason: "a test",
    }),
  );
}

/** Somebody who works on a facility's listing, as the portal knows them. */
export const worker = async (role: Role, facility?: string) => {
  const who = await arrive(role, facility ? { facility } : {});
  return facility ? staff(who) : office(who);
};

type Written = { recordId: number; language: Series; section: string; value: Json };

/** Writes a section upon whatever is being written of it. */
export async function write(actor: Actor, { recordId, language, section, value }: Written) {
  const there = await openDraft(recordId, language, section);
  const record = await recordById(recordId);
  const source = record && (await publishedRelease(recordId, record.sourceLanguage));
  return saveDraft(actor, facilityDesk, {
    recordId,
    language,
    section,
    value,
    version: there?.version ?? 0,
    ...(source && language !== "" && language !== record?.sourceLanguage
      ? { sourceNo: source.no }
      : {}),
  });
}

/** Writes a section and hands in the whole language. Answers the change with its hash. */
export async function handIn(actor: Actor, written: Written) {
  granted(await write(actor, written));
  const { recordId, language } = written;
  const id = granted(await submitSections(actor, facilityDesk, { recordId, language }));
  const change = await changeById("facility", id);
  if (!change) throw new Error("what was handed in is not there");
  return change;
}

export const approveIt = (
  actor: Actor,
  change: { id: string; hash: string },
  more: { publishAt?: Date; overruled?: string } = {},
) =>
  decide(actor, facilityDesk, {
    changeId: change.id,
    hash: change.hash,
    answer: "approve",
    reason: "",
    ...more,
  });
