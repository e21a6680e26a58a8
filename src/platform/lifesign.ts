/** How often a program of the portal says to who started it that it is at work. */
export const lifesignMilliseconds = 5_000;

/** Says that this program is ready, and from now on that its loop still turns. */
export function sayReady() {
  process.send?.("ready");
  setInterval(() => process.send?.("alive"), lifesignMilliseconds).unref();
}
