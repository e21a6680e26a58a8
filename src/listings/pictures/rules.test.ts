import { expect, test } from "vitest";
import { kept } from "./rules";

test("a crop keeps the middle of a picture, and all of it where nothing is to be cut", () => {
  expect(kept("whole", 1000, 700)).toEqual({ left: 0, top: 0, width: 1000, height: 700 });
  expect(kept("square", 1000, 700)).toEqual({ left: 150, top: 0, width: 700, height: 700 });
  expect(kept("wide", 1600, 1600)).toEqual({ left: 0, top: 350, width: 1600, height: 900 });
});
