import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { openJson, sealJson } from "./sealed-json";
import { seal } from "./sealing";

const secret = { id: "k1", bytes: randomBytes(32) };
const place = "people.answers:1";
const first = z.strictObject({ name: z.string() });
const shapes = {
  1: first.transform(({ name }) => ({ names: [name] })),
  2: z.strictObject({ names: z.array(z.string()) }),
};
const open = (sealed: string) => openJson(secret, place, shapes, sealed);
const sealed = (value: unknown) => seal(secret, place, JSON.stringify(value));

describe("a value with a shape", () => {
  test("is sealed under the newest and opened again", () => {
    expect(open(sealJson(secret, place, shapes, { names: ["Ada"] }))).toEqual({ names: ["Ada"] });
  });

  test("of an older shape, or from before there were any, is opened as the newest", () => {
    expect(open(sealed({ shape: 1, value: { name: "Ada" } }))).toEqual({ names: ["Ada"] });
    expect(open(sealed({ name: "Ada" }))).toEqual({ names: ["Ada"] });
  });

  test("is not sealed where it isn't of that shape", () => {
    expect(() => sealJson(secret, place, shapes, { names: [1] } as never)).toThrow();
  });

  test("is refused where it is of no shape that is known, and no word of it is told", () => {
    expect(() => open(sealed({ shape: 3, value: {} }))).toThrow(/people.answers .* shape 3/);
    expect(() => open(sealed({ shape: 2, value: { names: ["Ada", 7] } }))).toThrow(
      "people.answers is not as its shape 2 says: names.1",
    );
    expect(() => open(sealed({ secret: "Wermut" }))).toThrow(/^(?!.*Wermut)/);
  });
});
