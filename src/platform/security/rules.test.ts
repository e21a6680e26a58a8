import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { emailHash, newKeyFile, readKeyring } from "./keyring";
import { clientAddress, limitedAddress, networkOf } from "./network";
import { hashOf, idOfLink, linkToken, newToken, readableCode } from "./tokens";

describe("where a request comes from", () => {
  test.each([
    ["203.0.113.77", "203.0.113.0/24"],
    ["::ffff:203.0.113.77", "203.0.113.0/24"],
    ["::FFFF:203.0.113.77", "203.0.113.0/24"],
    ["2001:db8:85a3:8d3:1319:8a2e:370:7348", "2001:db8:85a3::/48"],
    ["2001:0DB8:0085:0000::1", "2001:db8:85::/48"],
    ["2001:db8::1", "2001:db8:0::/48"],
    ["fe80::1%eth0", "fe80:0:0::/48"],
    ["::1", "::1"],
    ["", "unknown"],
    ["somewhere", "unknown"],
    ["203.0.113.777", "unknown"],
  ])("is kept of %s as %s, which names no home", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  test.each([
    ["203.0.113.77", "203.0.113.77"],
    ["::ffff:203.0.113.77", "203.0.113.77"],
    ["2001:db8:85a3:8d3:1319:8a2e:370:7348", "2001:db8:85a3:8d3::/64"],
    ["2001:db8:85a3:8d3::9", "2001:db8:85a3:8d3::/64"],
    ["2001:DB8:85A3:08D3:ffff:ffff:ffff:ffff", "2001:db8:85a3:8d3::/64"],
    ["no address", "unknown"],
  ])(
    "counts tries from %s as %s: one customer in IPv6 can't change address at will",
    (address, limited) => {
      expect(limitedAddress(address)).toBe(limited);
    },
  );

  test.each([
    ["nobody is trusted", "198.51.100.1", "203.0.113.9", [], "198.51.100.1"],
    [
      "the socket's other end is no proxy of ours",
      "198.51.100.1",
      "203.0.113.9",
      ["10.0.0.1"],
      "198.51.100.1",
    ],
    ["a proxy of ours says who asked", "10.0.0.1", "203.0.113.9", ["10.0.0.1"], "203.0.113.9"],
    [
      "what the asker wrote in front is left out",
      "10.0.0.1",
      "1.1.1.1, 203.0.113.9",
      ["10.0.0.1"],
      "203.0.113.9",
    ],
    [
      "two proxies of ours stand in a row",
      "10.0.0.1",
      "1.1.1.1, 203.0.113.9, 10.0.0.2",
      ["10.0.0.1", "10.0.0.2"],
      "203.0.113.9",
    ],
    [
      "the asker writes the name of a proxy of ours",
      "10.0.0.1",
      "10.0.0.2, 203.0.113.9",
      ["10.0.0.1", "10.0.0.2"],
      "203.0.113.9",
    ],
    ["the proxy says nothing", "10.0.0.1", undefined, ["10.0.0.1"], "10.0.0.1"],
    ["the proxy says what is no address", "10.0.0.1", "unknown", ["10.0.0.1"], "10.0.0.1"],
    [
      "the proxy is reached over IPv6",
      "::ffff:10.0.0.1",
      "::ffff:203.0.113.9",
      ["10.0.0.1"],
      "203.0.113.9",
    ],
    ["the setting is empty", "198.51.100.1", "203.0.113.9", [""], "198.51.100.1"],
    ["there is no socket any more and the setting is empty", "", "203.0.113.9", [""], ""],
  ])("is read where %s", (_where, remote, forwarded, trusted, address) => {
    expect(clientAddress(remote, forwarded, trusted)).toBe(address);
  });
});

describe("a link's token", () => {
  beforeAll(() => {
    globalThis.portalKeyring = readKeyring(newKeyFile());
  });
  const id = "0f8fad5b-d9cb-469f-a165-70867728950e";

  test("gives back its id, and can stand in an address as it is", () => {
    for (let tries = 0; tries < 50; tries++) {
      const some = crypto.randomUUID();
      expect(idOfLink(linkToken(some))).toBe(some);
      expect(linkToken(some)).toMatch(/^[\w-]{54}$/);
    }
    expect(linkToken(id)).toBe(linkToken(id));
  });

  test("that we did not make gives nothing", () => {
    const token = linkToken(id);
    const bytes = Buffer.from(id.replaceAll("-", ""), "hex");
    const forged = [
      Buffer.concat([bytes, Buffer.alloc(24)]).toString("base64url"),
      Buffer.concat([bytes, randomBytes(24)]).toString("base64url"),
      // Another link's proof behind this link's id.
      Buffer.concat([
        bytes,
        Buffer.from(linkToken(crypto.randomUUID()), "base64url").subarray(16),
      ]).toString("base64url"),
      token.slice(0, -1),
      `${token}A`,
      `${token}=`,
      ` ${token}`,
      token.toUpperCase(),
      id,
      "",
      "…".repeat(54),
    ];
    for (const one of forged) expect([one, idOfLink(one)]).toEqual([one, null]);
  });

  test("with any one sign changed gives nothing", () => {
    const token = linkToken(id);
    for (let at = 0; at < 53; at++) {
      const changed = `${token.slice(0, at)}${token[at] === "x" ? "y" : "x"}${token.slice(at + 1)}`;
      expect([at, idOfLink(changed)]).toEqual([at, null]);
    }
  });

  test("made under other keys gives nothing", () => {
    const token = linkToken(id);
    const own = globalThis.portalKeyring;
    globalThis.portalKeyring = readKeyring(newKeyFile());
    expect(idOfLink(token)).toBeNull();
    globalThis.portalKeyring = own;
    expect(idOfLink(token)).toBe(id);
  });
});

test("a session's token is 43 signs that nobody guesses, kept as its hash", () => {
  const tokens = Array.from({ length: 1000 }, newToken);
  expect(new Set(tokens).size).toBe(1000);
  for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/);
  expect(hashOf(tokens[0] ?? "")).toHaveLength(32);
});

test("a number to read out holds no sign that looks like another, and all signs come about as often", () => {
  const signs = Array.from({ length: 2000 }, () => readableCode(12)).join("");
  expect(signs).toMatch(/^[2-9A-HJKMNP-TV-Z]+$/);
  expect(signs).toHaveLength(24_000);
  const counts = [...new Set(signs)].map((sign) => signs.split(sign).length - 1);
  expect(counts).toHaveLength(30);
  expect(Math.min(...counts)).toBeGreaterThan(600);
  expect(Math.max(...counts)).toBeLessThan(1000);
});

describe("a key file", () => {
  const good = () => JSON.parse(newKeyFile());

  test("newly made opens, with keys of its own each time", () => {
    const [one, two] = [readKeyring(newKeyFile()), readKeyring(newKeyFile())];
    expect(one.current).toBe("m1");
    expect(one.master.m1).toHaveLength(32);
    const keys = [one, two]
      .flatMap((ring) => [ring.master.m1, ring.lookup, ring.links])
      .map((key) => key?.toString("hex"));
    expect(new Set(keys).size).toBe(6);
  });

  test("with an old master key beside the current one opens", () => {
    const file = good();
    file.master.m2 = randomBytes(32).toString("base64");
    expect(readKeyring(JSON.stringify({ ...file, current: "m2" })).current).toBe("m2");
  });

  test.each([
    ["is empty", () => ""],
    ["is cut off", () => newKeyFile().slice(0, -20)],
    ["is a list", () => "[]"],
    ["names a current key that is not there", () => JSON.stringify({ ...good(), current: "m2" })],
    [
      "names as current what every object has",
      () => JSON.stringify({ ...good(), current: "constructor" }),
    ],
    ["names no current key", () => JSON.stringify({ ...good(), current: undefined })],
    [
      "has a key of 31 bytes",
      () => JSON.stringify({ ...good(), links: randomBytes(31).toString("base64") }),
    ],
    [
      "has a master key of 16 bytes",
      () => JSON.stringify({ ...good(), master: { m1: randomBytes(16).toString("base64") } }),
    ],
    [
      "has a key that is not base64",
      () => JSON.stringify({ ...good(), lookup: "not a key, forty-four signs long, as base64 is" }),
    ],
    ["lacks the key for links", () => JSON.stringify({ ...good(), links: undefined })],
    [
      "names a key with a dot, which ends a name in what is sealed",
      () => JSON.stringify({ ...good(), current: "m.1", master: { "m.1": good().master.m1 } }),
    ],
  ])("that %s is refused, and nothing of it is quoted", (_how, text) => {
    const file = text();
    let said = "";
    try {
      readKeyring(file);
    } catch (error) {
      said = (error as Error).message;
    }
    expect(said).toMatch(/^The key file /);
    for (const secret of file.match(/[\w+/]{20,}/g) ?? []) expect(said).not.toContain(secret);
  });

  test("finds an address whatever its case and form of letters, and no other", () => {
    globalThis.portalKeyring = readKeyring(newKeyFile());
    expect(emailHash("Ａnna@Post.example")).toEqual(emailHash("anna@post.EXAMPLE"));
    expect(emailHash("anna@post.example")).not.toEqual(emailHash("ann@post.example"));
    const before = emailHash("anna@post.example");
    globalThis.portalKeyring = readKeyring(newKeyFile());
    expect(emailHash("anna@post.example")).not.toEqual(before);
  });
});
