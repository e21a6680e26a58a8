import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { newKeyFile, openKeyring } from "@/platform/security/keyring";

const before = {
  keyring: globalThis.portalKeyring,
  url: process.env.KMS_URL,
  token: process.env.KMS_TOKEN,
};

afterEach(() => {
  globalThis.portalKeyring = before.keyring;
  for (const [name, value] of [
    ["KMS_URL", before.url],
    ["KMS_TOKEN", before.token],
  ] as const)
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
});

/** A key service that answers whoever bears its token. */
async function keyService(answer: string) {
  const server = createServer((request, response) => {
    const isKnown = request.headers.authorization === "Bearer the right one";
    response.writeHead(isKnown ? 200 : 403).end(isKnown ? answer : "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  process.env.KMS_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
  globalThis.portalKeyring = undefined;
  return server;
}

test("the keys come from a key service to whoever bears its token", async () => {
  const server = await keyService(newKeyFile());
  process.env.KMS_TOKEN = "the right one";
  expect((await openKeyring()).current).toBe("m1");
  server.close();
});

test("without the token, or with an answer that is no key file, nothing is opened", async () => {
  const server = await keyService('{"current":"m1"}');
  process.env.KMS_TOKEN = "another";
  await expect(openKeyring()).rejects.toThrow("403");
  process.env.KMS_TOKEN = "the right one";
  await expect(openKeyring()).rejects.toThrow("not as it must be");
  expect(globalThis.portalKeyring).toBeUndefined();
  server.close();
});
