import "server-only";
import { createHash } from "node:crypto";
import sharp from "sharp";
import { type Picture, pictureWidths } from "@/catalogue/own/rules";
import type { Actor } from "@/platform/actor";
import { bufferSource } from "@/platform/archives/source";
import { sql } from "@/platform/db/sql";
import { inTransaction } from "@/platform/db/transaction";
import { examine } from "@/platform/inspection/examine";
import { ContentFault } from "@/platform/inspection/fault";
import { no, ok, type Result } from "@/platform/result";
import { requiredNumber } from "@/platform/settings";
import { saveDraft } from "../drafts/commands";
import { openDraft } from "../drafts/queries";
import { facilityDesk } from "../facilities/queries";
import { publishedRelease, recordById } from "../releases/queries";
import { type Crop, kept, leastWidth, type PictureFault } from "./rules";

// One picture is worked on at a time, without a cache, so that memory stays flat whatever is sent.
sharp.cache(false);
sharp.concurrency(1);

type Made = {
  file: string;
  width: number;
  height: number;
  files: { width: number; type: "avif" | "webp"; bytes: Buffer }[];
};

/** A photograph made anew from its pixels alone: nothing that came with the file goes on. */
export async function makePicture(bytes: Buffer, crop: Crop): Promise<Result<Made, PictureFault>> {
  const most = (await requiredNumber("listings", "picture-megapixels")) * 1_000_000;
  if (bytes.length === 0) return no("fileEmpty");
  if (bytes.length > (await requiredNumber("listings", "picture-megabytes")) * 1_000_000)
    return no("fileSize");
  const kind = await examine(
    bufferSource(bytes),
    { files: 1, bytes: bytes.length, ratio: 1, levels: 0 },
    async () => undefined,
  ).catch((error) => (error instanceof ContentFault && error.code === "expands" ? "expands" : ""));
  if (kind === "expands") return no("filePixels");
  if (!["image/jpeg", "image/png", "image/webp"].includes(kind)) return no("fileType");
  const options = { limitInputPixels: most, failOn: "error", sequentialRead: true } as const;
  const head = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => null);
  if (!head?.width || !head.height) return no("fileBroken");
  if (head.width * head.height > most || (head.pages ?? 1) > 1) return no("filePixels");
  const isTurned = (head.orientation ?? 1) >= 5;
  const part = kept(crop, isTurned ? head.height : head.width, isTurned ? head.width : head.height);
  if (part.width < leastWidth) return no("fileSmall");
  const file = createHash("sha256").update(bytes).update(crop).digest("hex").slice(0, 32);
  const width = Math.min(part.width, pictureWidths.at(-1) ?? part.width);
  try {
    const files: Made["files"] = [];
    for (const each of pictureWidths.filter((one, at) => at === 0 || one <= part.width)) {
      const small = () =>
        sharp(bytes, options)
          .autoOrient()
          .extract(part)
          .resize({ width: each })
          .toColourspace("srgb");
      files.push({
        width: each,
        type: "webp",
        bytes: await small().webp({ quality: 78 }).toBuffer(),
      });
      files.push({
        width: each,
        type: "avif",
        bytes: await small().avif({ quality: 52, effort: 2 }).toBuffer(),
      });
    }
    return ok({ file, width, height: Math.round((part.height * width) / part.width), files });
  } catch {
    return no("fileBroken");
  }
}

type Adding = { recordId: number; bytes: Buffer; crop: Crop; credit: string; rights: string };

/** Adds a photograph to what is being written. It is public once somebody else has approved it. */
export async function addPicture(
  actor: Actor,
  { recordId, bytes, crop, credit, rights }: Adding,
): Promise<Result<"saved" | "aside", PictureFault | "not-found" | "full">> {
  const listing = await recordById(recordId);
  if (listing?.kind !== "facility" || !facilityDesk.mayWrite(actor, listing.key))
    return no("not-found");
  const made = await makePicture(bytes, crop);
  if (!made.ok) return made;
  const { file, width, height, files } = made.value;
  const draft = await openDraft(recordId, "", "photographs");
  const release = await publishedRelease(recordId, "");
  const before = (draft?.value ?? release?.fields.photographs ?? []) as Picture[];
  if (before.length >= 12) return no("full");
  await inTransaction(async (tx) => {
    for (const one of files)
      await tx.run(
        sql`INSERT INTO picture_files (file, width, type, bytes) VALUES (${file}, ${one.width}, ${one.type}, ${one.bytes}) ON CONFLICT DO NOTHING`,
      );
    return ok(null);
  });
  const saved = await saveDraft(actor, facilityDesk, {
    recordId,
    language: "",
    section: "photographs",
    value: [...before.filter((one) => one.file !== file), { file, width, height, credit, rights }],
    version: draft?.version ?? 0,
  });
  return saved.ok ? ok(saved.value.outcome) : no("not-found");
}
