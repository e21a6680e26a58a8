import type { DataSet } from "dicom-parser";
import { pictureOf, readDicom } from "./picture";
import type { Picture } from "./rules";

export type Wanted = { key: string; id: string; frame: number; frames: number };
export type Made = { key: string; picture: Picture | null };

const largest = 1_000_000_000;
const tries = 6;

/** Files of many frames, of which the next is wanted soon. */
const open = new Map<string, Promise<DataSet>>();
const mostOpen = 2;

async function fetched(id: string): Promise<DataSet> {
  for (let attempt = 1; ; attempt++) {
    const answer = await fetch(`/api/images/${id}`);
    const isBusy = answer.status === 429 || answer.status === 503;
    if (isBusy && attempt < tries) {
      await new Promise((resolve) =>
        setTimeout(resolve, Number(answer.headers.get("retry-after") ?? 5) * 1000),
      );
      continue;
    }
    if (!answer.ok || Number(answer.headers.get("content-length") ?? 0) > largest)
      throw new Error("an image did not come");
    return readDicom(new Uint8Array(await answer.arrayBuffer()));
  }
}

function dataOf({ id, frames }: Wanted): Promise<DataSet> {
  const known = open.get(id);
  if (known) return known;
  const data = fetched(id);
  if (frames > 1) {
    open.set(id, data);
    data.catch(() => open.delete(id));
    const [oldest] = open.keys();
    if (open.size > mostOpen && oldest) open.delete(oldest);
  }
  return data;
}

addEventListener("message", async ({ data: wanted }: MessageEvent<Wanted>) => {
  const picture = await dataOf(wanted)
    .then((data) => pictureOf(data, wanted.frame))
    .catch(() => null);
  const made: Made = { key: wanted.key, picture };
  postMessage(made, {
    transfer: picture ? [(picture.kind === "grey" ? picture.values : picture.rgba).buffer] : [],
  });
});
