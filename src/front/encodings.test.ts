import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { chooseEncoding, encode } from "./encodings";

test.each([
  ["gzip, deflate, br", "br"],
  ["gzip", "gzip"],
  ["br;q=0, gzip", "gzip"],
  ["*", "br"],
  ["identity", "identity"],
  [undefined, "identity"],
])("%s gets %s", (accept, encoding) => {
  expect(chooseEncoding(accept)).toBe(encoding);
});

test("every form holds the same bytes", async () => {
  const body = Buffer.from("<p>Città, 医院, مستشفى</p>".repeat(50));
  const encoded = await encode(body, true);
  expect([brotliDecompressSync(encoded.br), gunzipSync(encoded.gzip), encoded.identity]).toEqual([
    body,
    body,
    body,
  ]);
});
