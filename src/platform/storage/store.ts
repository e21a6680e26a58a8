import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { env } from "../env";
import { filePath, filesFolder, isPlace } from "./places";
import { s3Store } from "./s3";

/** Where whole files lie, sealed. All of it moves bytes only; what they are it does not know. */
export type Store = {
  /** Takes over a whole file from this machine's disk. When it answers, the file is as safe there as it was here. */
  take(place: string, path: string): Promise<void>;
  /** How many bytes lie there. Throws where nothing does. */
  size(place: string): Promise<number>;
  /** The bytes from one up to another, of a file of which `size` was asked. */
  read(place: string, from: number, to: number): AsyncIterable<Uint8Array>;
  remove(place: string): Promise<void>;
  list(): AsyncIterable<{ place: string; at: Date }>;
};

const folderStore: Store = {
  async take(place, path) {
    const to = filePath(place);
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    await rename(path, to);
    const folder = await open(dirname(to), "r");
    await folder.sync().finally(() => folder.close());
  },
  async size(place) {
    return (await stat(filePath(place))).size;
  },
  read: (place, from, to) =>
    to <= from
      ? none()
      : createReadStream(filePath(place), { start: from, end: to - 1, highWaterMark: 256 * 1024 }),
  async remove(place) {
    await rm(filePath(place), { force: true });
  },
  async *list() {
    for (const entry of await readdir(filesFolder(), {
      recursive: true,
      withFileTypes: true,
    }).catch(() => [])) {
      const place = `${entry.parentPath.slice(-2)}/${entry.name}`;
      const found =
        entry.isFile() && isPlace(place) ? await stat(filePath(place)).catch(() => null) : null;
      if (found) yield { place, at: found.mtime };
    }
  },
};

async function* none(): AsyncGenerator<Uint8Array> {}

const isHere = (place: string) =>
  stat(filePath(place)).then(
    () => true,
    () => false,
  );

/** All stores in use: new files go into the first. The folder stays one of them, for files from before there was another. */
const stores = (): [Store, ...Store[]] => (env().S3_URL ? [s3Store(), folderStore] : [folderStore]);

export const newFileStore = (): Store => stores()[0];
export const storeOf = async (place: string): Promise<Store> =>
  (await isHere(place)) ? folderStore : newFileStore();
export const isElsewhere = (): boolean => env().S3_URL !== undefined;

export async function removeEverywhere(place: string): Promise<void> {
  for (const store of stores()) await store.remove(place);
}

export async function* everyFile(): AsyncGenerator<{ place: string; at: Date }> {
  for (const store of stores()) yield* store.list();
}
