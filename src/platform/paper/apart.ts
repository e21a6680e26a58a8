import "server-only";
import { Apart } from "../apart/host";
import type { ApartLimits } from "../apart/rules";

declare global {
  var portalPages: Apart | undefined;
}

/** A scan of some hundred pages takes a second; what takes ten is made to. */
const limits: ApartLimits = { milliseconds: 10_000, bytes: 700_000_000 };

/** It gets no setting and no key: it only sees the bytes it is given. */
const pages = () => {
  globalThis.portalPages ??= new Apart({ PATH: process.env.PATH });
  return globalThis.portalPages;
};

/** How many pages a PDF has, read in a process apart; 1 where it can't be read as one, as for a picture. Throws an ApartFault. */
export const countPagesApart = (bytes: Uint8Array): Promise<number> =>
  pages().do("pages:count", { bytes }, limits);

/** A new PDF of these pages of one, counted from 1, made in a process apart. Throws an ApartFault. */
export const onlyPagesApart = (bytes: Uint8Array, which: readonly number[]): Promise<Uint8Array> =>
  pages().do("pages:only", { bytes, pages: which }, limits);
