import type { Made, Wanted } from "./decoder";
import { nearestFirst } from "./geometry";
import type { Picture } from "./rules";

export type Slice = { id: string; frame: number; frames: number };

/** The images that a link to a file stands for: one for each of its frames. */
export function slicesOf(link: HTMLAnchorElement): Slice[] {
  const id = link.pathname.split("/").at(-1) ?? "";
  const frames = Number(link.dataset.frames);
  return Array.from({ length: frames }, (_, frame) => ({ id, frame, frames }));
}

const keyOf = ({ id, frame }: Slice) => `${id}/${frame}`;
const sizeOf = (picture: Picture) =>
  (picture.kind === "grey" ? picture.values : picture.rgba).byteLength;
const atOnce = 4;
/** What is kept of a device's memory, as far as it says how much it has. */
const room = ((navigator as { deviceMemory?: number }).deviceMemory ?? 4) * 100_000_000;

/** Brings images through the worker and keeps them, the latest longest. */
export class Loader {
  private readonly worker: Worker;
  private readonly kept = new Map<string, Picture>();
  private readonly waiting = new Map<
    string,
    { promise: Promise<Picture | null>; resolve: (picture: Picture | null) => void }
  >();
  private size = 0;
  private round = 0;

  constructor(address: string) {
    this.worker = new Worker(address, { type: "module" });
    this.worker.addEventListener("message", ({ data }: MessageEvent<Made>) => this.take(data));
    this.worker.addEventListener("error", () => {
      for (const key of [...this.waiting.keys()]) this.take({ key, picture: null });
    });
  }

  /** Null where it can't be shown. */
  picture(slice: Slice): Promise<Picture | null> {
    const key = keyOf(slice);
    const known = this.kept.get(key);
    if (known) {
      this.kept.delete(key);
      this.kept.set(key, known);
      return Promise.resolve(known);
    }
    const asked = this.waiting.get(key);
    if (asked) return asked.promise;
    const { promise, resolve } = Promise.withResolvers<Picture | null>();
    this.waiting.set(key, { promise, resolve });
    this.worker.postMessage({ key, ...slice } satisfies Wanted);
    return promise;
  }

  /** Brings the images of a series, the nearest first, until all are there or there is no more room. A later call ends an earlier one. */
  async bring(
    slices: readonly Slice[],
    from: number,
    onProgress: (done: number) => void,
  ): Promise<void> {
    const round = ++this.round;
    const order = nearestFirst(slices.length, from);
    let [next, done] = [0, 0];
    const work = async () => {
      while (round === this.round && next < order.length && this.size < room) {
        const slice = slices[order[next++] ?? 0];
        if (slice) await this.picture(slice);
        if (round === this.round) onProgress(++done);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    if (round === this.round) onProgress(slices.length);
  }

  private take({ key, picture }: Made): void {
    this.waiting.get(key)?.resolve(picture);
    this.waiting.delete(key);
    if (!picture) return;
    this.kept.set(key, picture);
    this.size += sizeOf(picture);
    for (const [oldest, old] of this.kept) {
      if (this.size <= room || oldest === key) break;
      this.kept.delete(oldest);
      this.size -= sizeOf(old);
    }
  }
}
