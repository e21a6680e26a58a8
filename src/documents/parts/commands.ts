import "server-only";
import { createHash, type Hash } from "node:crypto";
import { log } from "@/platform/log";
import { BytesLost, Incoming, removeIncoming } from "@/platform/storage/incoming";
import { release } from "@/platform/storage/segments";
import { isElsewhere } from "@/platform/storage/store";
import { Turns } from "@/platform/storage/turns";
import { takeUpload } from "../arrivals/commands";
import { endUpload, noteLost, noteReceived } from "../uploads/commands";
import type { Sender } from "../uploads/policy";
import { type OpenUpload, uploadOf } from "../uploads/queries";

/** How much comes in between two times that it is written down, where nobody asks for it sooner. */
const keptEvery = 64 * 1024 * 1024;
/** Without a hash that was kept from the first byte on, the worker reads larger files again by itself. */
const quicklyRead = 200_000_000;

/** Thrown by what brings the bytes, where the line broke: what came before it is kept. */
export class LineBroken extends Error {}

export type Part = {
  bytes: AsyncIterable<Buffer>;
  /** How many bytes are announced; 0 where nobody said. */
  length: number;
  /** SHA-256 over the part: nothing of it counts before all of it is right. */
  checksum: Buffer | null;
};
type PartReason =
  | "not-found"
  | "refused"
  | "busy"
  | "offset"
  | "length"
  | "checksum"
  | "lost"
  | "noSpace"
  | "illegal";
/** How an upload stands after a part; where it is not taken, why. */
export type Received =
  | { ok: true; upload: OpenUpload }
  | { ok: false; reason: PartReason; upload?: OpenUpload };

const no = (reason: PartReason, upload?: OpenUpload): Received => ({
  ok: false,
  reason,
  ...(upload ? { upload } : {}),
});

/** Takes parts of files in and puts them on the disk: of two that send the same upload at once, one has the turn. */
export class Receiver {
  private readonly turns = new Turns();
  /** The hash over what this process has received of an upload, up to an offset. */
  private readonly hashes = new Map<string, { offset: number; hash: Hash }>();

  close(): Promise<void> {
    return this.turns.close();
  }

  private async inTurn(id: string, work: (isLost: () => boolean) => Promise<Received>) {
    const turn = await this.turns.take(id);
    if (!turn) return no("busy");
    try {
      return await work(() => turn.isLost);
    } finally {
      await turn.end();
    }
  }

  /** Gives an upload up, once nobody writes into it. */
  giveUp(sender: Sender, upload: OpenUpload): Promise<Received> {
    return this.inTurn(upload.id, async () => {
      this.hashes.delete(upload.id);
      return (await endUpload(sender, upload)).ok ? { ok: true, upload } : no("illegal");
    });
  }

  /** Adds a part at `offset`, which is where the upload stands. The last one makes a paper of it. */
  receivePart(sender: Sender, id: string, offset: number, part: Part): Promise<Received> {
    return this.inTurn(id, async (isLost) => {
      // How far it is counts from when the turn is ours.
      const upload = await uploadOf(sender, id);
      if (!upload) return no("not-found");
      if (upload.state === "refused") return no("refused", upload);
      if (offset !== upload.received) return no("offset", upload);
      if (offset + part.length > upload.size) return no("length");
      if (upload.state !== "open") return { ok: true, upload };
      try {
        return await this.write(sender, upload, part, isLost);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOSPC") return no("noSpace");
        if (!(error instanceof BytesLost)) throw error;
        await noteLost(upload);
        return no("lost");
      }
    });
  }

  private async write(
    sender: Sender,
    upload: OpenUpload,
    part: Part,
    isLost: () => boolean,
  ): Promise<Received> {
    const { id, place, key, size, received } = upload;
    const known = this.hashes.get(id);
    const hash = known?.offset === received ? known.hash.copy() : null;
    if (received === 0) await removeIncoming(place);
    const incoming =
      received === 0
        ? await Incoming.begin(place, key, size)
        : await Incoming.resume(place, key, size, received, hash);
    try {
      const refused = await append(part, incoming, upload, isLost);
      if (refused) return no(refused);
      const isWhole = incoming.offset === size;
      const kept = isWhole ? await incoming.finish() : await incoming.keep();
      const isTaken = isWhole && !isElsewhere() && (incoming.hash !== null || size <= quicklyRead);
      if (isLost() || !(await noteReceived(upload, kept, isTaken))) return no("offset");
      if (isWhole) this.hashes.delete(id);
      else {
        await incoming.forget(upload.received);
        if (incoming.hash) this.remember(id, kept, incoming.hash);
      }
      if (isTaken)
        await takeUpload(id, incoming.hash?.digest() ?? null, sender).catch((error) =>
          log.error("a whole upload waits", error, { id }),
        );
      return { ok: true, upload: { ...upload, received: kept } };
    } finally {
      await incoming.close();
    }
  }

  private remember(id: string, offset: number, hash: Hash) {
    this.hashes.delete(id);
    this.hashes.set(id, { offset, hash });
    const [oldest] = this.hashes.keys();
    if (this.hashes.size > 500 && oldest) this.hashes.delete(oldest);
  }
}

/** Appends bytes as they come, and writes down now and then how many. Null where all that came counts. */
async function append(
  { bytes, checksum }: Part,
  incoming: Incoming,
  upload: OpenUpload,
  isLost: () => boolean,
): Promise<PartReason | null> {
  const sum = checksum ? createHash("sha256") : null;
  let counted = upload.received;
  try {
    for await (const piece of bytes) {
      if (incoming.offset + piece.length > upload.size) return "length";
      if (isLost()) return "offset";
      sum?.update(piece);
      await incoming.append(piece);
      release(piece);
      if (!sum && incoming.offset - counted >= keptEvery && incoming.offset < upload.size) {
        const kept = await incoming.keep();
        if (!(await noteReceived(upload, kept))) return "offset";
        await incoming.forget(upload.received);
        upload.received = counted = kept;
      }
    }
  } catch (error) {
    if (!(error instanceof LineBroken)) throw error;
    return sum ? "checksum" : null;
  }
  return sum && checksum && !sum.digest().equals(checksum) ? "checksum" : null;
}
