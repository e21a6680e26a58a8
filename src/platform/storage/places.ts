import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import { env } from "../env";

/** A place in the store tells nothing of what lies there, but that it lies in segments: ".2" at its end. The oldest files lie in one piece. */
const shape = /^[0-9a-f]{2}\/[0-9a-f]{30}(?:\.2)?$/;

export const isPlace = (text: string): boolean => shape.test(text);
export const isSegmented = (place: string): boolean => place.endsWith(".2");

export function newPlace(): string {
  const name = randomBytes(16).toString("hex");
  return `${name.slice(0, 2)}/${name.slice(2)}.2`;
}

function checked(place: string): string {
  if (!isPlace(place)) throw new Error("not a place in the store");
  return place;
}

export const filesFolder = () => resolve(env().DATA_DIR, "files");
/** Beside the store and on the same disk: what is whole is moved over without being copied. */
export const incomingFolder = () => resolve(env().DATA_DIR, "incoming");
export const filePath = (place: string) => resolve(filesFolder(), checked(place));
export const incomingPath = (place: string) => resolve(incomingFolder(), checked(place));
