import "server-only";
import type { z } from "zod";
import type { Actor } from "@/platform/actor";
import { no, ok, type Result } from "@/platform/result";
import { saveDraft, settleConflict } from "../drafts/commands";
import { asideDraft, openDraft } from "../drafts/queries";
import type { DraftReason, Saved } from "../drafts/rules";
import { facilityDesk } from "../facilities/queries";
import { publishedRelease, recordById } from "../releases/queries";
import { hashOf, type Json } from "../releases/rules";
import { itemOf, makings, withoutItem } from "./rules";
import type { Place, Settle } from "./schema";

type Of = z.output<typeof Place>;

/** What a section says now: as it is being written, or else as it is published. */
async function now(place: Of) {
  const draft = await openDraft(place.recordId, place.language, place.section);
  const release = await publishedRelease(place.recordId, place.language);
  const value: Json = draft?.value ?? release?.fields[place.section] ?? null;
  return { value, version: draft?.version ?? 0 };
}

/** Saves what the form of a section says. A form of one item changes that item alone, upon whatever the others are by now. */
export async function saveSection(
  actor: Actor,
  place: Of,
  input: unknown,
): Promise<Result<Saved & { item?: string }, DraftReason | "source">> {
  const listing = await recordById(place.recordId);
  if (!listing || !facilityDesk.mayWrite(actor, listing.key) || place.section === "photographs")
    return no("not-found");
  const current = await now(place);
  const made = makings[place.section].make(input as never, current.value);
  if (!made) return no("source");
  // The same item as the form was made from: only the others can have changed, and they stay.
  const isSameItem =
    place.itemHash !== "" &&
    hashOf(itemOf(place.section, current.value, place.item)) === place.itemHash;
  const saved = await saveDraft(actor, facilityDesk, {
    ...place,
    value: made.value,
    version: isSameItem ? current.version : place.version,
    sourceNo: place.sourceNo ?? null,
  });
  return saved.ok ? ok({ ...saved.value, ...(made.item ? { item: made.item } : {}) }) : saved;
}

/** Takes one item out of a section's list. */
export async function removeItem(actor: Actor, place: Of): Promise<Result<Saved, DraftReason>> {
  const listing = await recordById(place.recordId);
  if (!listing || !facilityDesk.mayWrite(actor, listing.key)) return no("not-found");
  const current = await now(place);
  return saveDraft(actor, facilityDesk, {
    ...place,
    value: withoutItem(place.section, current.value, place.item),
    version: current.version,
    sourceNo: null,
  });
}

/** Ends a conflict: one's own, theirs, or the text put together of both. */
export async function settle(actor: Actor, { keep, text, ...place }: z.output<typeof Settle>) {
  const current = await now(place);
  const own = await asideDraft(place.recordId, place.language, place.section, actor.personId);
  const value: Json | null =
    keep === "theirs" ? current.value : keep === "mine" ? (own?.value ?? null) : { about: text };
  if (value === null) return no("not-found");
  return settleConflict(actor, facilityDesk, { ...place, value, sourceNo: place.sourceNo ?? null });
}
