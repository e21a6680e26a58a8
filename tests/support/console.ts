import { format } from "node:util";
import { afterEach, expect } from "vitest";

/** What nobody expected on the console fails the test in which it was said. A test that expects it spies on it. */
const said: string[] = [];
console.error = (...words: unknown[]) => {
  said.push(format(...words));
};

afterEach(() => {
  expect(said.splice(0), "said on console.error").toEqual([]);
});
