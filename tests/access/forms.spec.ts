import { request as httpRequest } from "node:http";
import { expect, test } from "@playwright/test";
import { inDatabase } from "../support/browser";
import { Client, lettersTo, linkIn, ownAddress, sessionOf } from "../support/client";
import { people } from "./routes";

const base = process.env.PORTAL_URL ?? "http://localhost:3000";

test("a form without an origin, as plain text or as JSON is refused", async () => {
  const client = new Client(base, await sessionOf(people.curator));
  for (const [type, body] of [
    ["text/plain", "a=b"],
    ["application/json", "{}"],
    ["", "x"],
    ["multipart/form-data", "x"],
    [`multipart/form-data; boundary=${"b".repeat(1000)}`, "x"],
  ] as const) {
    const answer = await client.send("/en/account/security", {
      method: "POST",
      body,
      headers: { origin: base, "content-type": type },
    });
    expect(answer.status, type).toBe(403);
  }
  const bare = await client.send("/en/account/security", {
    method: "POST",
    body: new URLSearchParams({ a: "b" }),
  });
  expect(bare.status).toBe(403);
});

test("what a form is not answers plainly, and nothing breaks", async () => {
  const client = new Client(base, await sessionOf(people.curator));
  const headers = { origin: base, "content-type": "multipart/form-data; boundary=x" };
  for (const body of [
    "--x\r\n",
    "--x--",
    "",
    '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nno end',
    "\0\0\0",
  ]) {
    const { status } = await client.send("/en/account/security", { method: "POST", body, headers });
    expect(status, JSON.stringify(body)).not.toBe(503);
    expect(status).toBeLessThan(504);
  }
  for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS"])
    expect((await client.send("/en/account", { method })).status, method).toBe(405);
  expect(
    (
      await client.send("/en/account", {
        method: "GET",
        headers: { "x-http-method-override": "POST" },
      })
    ).status,
  ).toBe(200);
  // An action called by its number, without its form, is no form.
  const called = await client.send("/en/account", {
    method: "POST",
    body: "[]",
    headers: {
      origin: base,
      "next-action": "00".repeat(21),
      "content-type": "text/plain;charset=UTF-8",
    },
  });
  expect(called.status).toBe(403);
});

test("a body that is too large is cut off, declared or not", async () => {
  const client = new Client(base, await sessionOf(people.curator));
  const declared = await client
    .send("/en/account/security", {
      method: "POST",
      body: Buffer.alloc(1_200_000, 97),
      headers: { origin: base, "content-type": "application/x-www-form-urlencoded" },
    })
    .catch(() => ({ status: 413 }));
  expect(declared.status).toBe(413);
  const { hostname, port } = new URL(base);
  const status = await new Promise<number>((resolve) => {
    const asked = httpRequest(
      {
        hostname,
        port,
        method: "POST",
        path: "/en/register",
        headers: {
          origin: base,
          "content-type": "multipart/form-data; boundary=x",
          "transfer-encoding": "chunked",
        },
      },
      (answer) => resolve(answer.statusCode ?? 0),
    );
    asked.on("error", () => resolve(413));
    asked.write('--x\r\nContent-Disposition: form-data; name="email"\r\n\r\n');
    const part = Buffer.alloc(64_000, 97);
    const more = () => {
      if (!asked.destroyed && !asked.writableEnded) asked.write(part, () => setTimeout(more, 1));
    };
    more();
    setTimeout(() => asked.end(), 3000);
  });
  expect(status).toBe(413);
});

test("the session's cookie is kept from scripts and from other sites, and is new after each step", async () => {
  const client = new Client(base);
  const answer = await client.fill("/en/sign-in", "sign-in", {
    email: people.administrator,
    password: "invented-people-only",
  });
  const cookie = answer.headers.get("set-cookie") ?? "";
  expect(cookie).toMatch(/HttpOnly/i);
  expect(cookie).toMatch(/SameSite=lax/i);
  expect(cookie).toMatch(/Path=\//);
  expect(cookie).not.toMatch(/Domain=/i);
  // One that was set beforehand is not taken over.
  const fixed = new Client(base, "B".repeat(43));
  await fixed.fill("/en/sign-in", "sign-in", {
    email: people.otherPatient,
    password: "invented-people-only",
  });
  expect(fixed.cookies.get("session")).not.toBe("B".repeat(43));
});

test("no answer tells whether an address has an account: same words, same status, one letter each", async () => {
  await inDatabase("DELETE FROM rate_limits");
  const known = people.partner;
  const unknown = `nobody-${Date.now()}@demo.example`;
  const asked = async (page: string, form: string, email: string, more = {}) => {
    const client = new Client(base);
    const answer = await client.fill(page, form, { email, ...more });
    return {
      status: answer.status,
      location: answer.location,
      text: answer.html.replaceAll(email, "").replaceAll(/nonce="[^"]*"/g, ""),
    };
  };
  for (const [page, form, more] of [
    ["/en/sign-in", "sign-in", { password: "not the right one" }],
    ["/en/sign-in", "link", {}],
    ["/en/register", "register", {}],
  ] as const)
    expect(await asked(page, form, known, more), form).toEqual(
      await asked(page, form, unknown, more),
    );
  expect((await lettersTo(base, unknown, 2)).length).toBe(2);
});

test("a letter's link leads to our own address, whatever host was asked for", async () => {
  const email = `host-${Date.now()}@demo.example`;
  const { hostname, port } = new URL(base);
  const client = new Client(base);
  const { html } = await client.send("/en/register");
  const fields = [
    ...(/<form[^>]*data-form="register"[^>]*>(.*?)<\/form>/s.exec(html)?.[1] ?? "").matchAll(
      /<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?/g,
    ),
  ];
  const body = new FormData();
  for (const [, name = "", value = ""] of fields) body.set(name, value.replaceAll("&quot;", '"'));
  body.set("email", email);
  const encoded = new Response(body);
  const bytes = Buffer.from(await encoded.arrayBuffer());
  await new Promise<void>((resolve) => {
    const asked = httpRequest(
      {
        hostname,
        port,
        method: "POST",
        path: "/en/register",
        headers: {
          host: "evil.example",
          "x-forwarded-host": "evil.example",
          origin: base,
          "x-forwarded-for": ownAddress(),
          "content-type": encoded.headers.get("content-type") ?? "",
          "content-length": bytes.length,
        },
      },
      (answer) => answer.resume().on("end", resolve),
    );
    asked.end(bytes);
  });
  const [letter] = await lettersTo(base, email);
  expect(letter?.html).not.toContain("evil.example");
  expect(linkIn(letter)).toMatch(/^\/en\/register\/confirm\?token=/);
});

test("texts that no field should hold are refused beside the field, or kept to the letter", async () => {
  const client = new Client(base, await sessionOf(people.patient));
  const before = (await client.send("/en/account")).html;
  const name = /name="name"[^>]*value="([^"]*)"/.exec(before)?.[1] ?? "";
  for (const bad of ["a\0b", "a\u202eb", "\u0007", "x".repeat(121), " "]) {
    const answer = await client.fill("/en/account", "profile", {
      name: bad,
      country: "AE",
      language: "en",
    });
    expect([answer.status, answer.html], JSON.stringify(bad)).toEqual([
      200,
      expect.stringContaining('aria-invalid="true"'),
    ]);
  }
  for (const odd of [
    "<script>alert(1)</script>",
    "Robert'); DROP TABLE people;--",
    "=1+1",
    "{{7*7}}#{7*7}%s",
    "ﻣﺮﻳﺾ 患者 Пациент",
  ]) {
    const answer = await client.fill("/en/account", "profile", {
      name: odd,
      country: "AE",
      language: "en",
    });
    expect(answer.status, odd).toBe(303);
    const shown = (await client.send("/en/account")).html;
    expect(shown).not.toContain("<script>alert(1)");
    expect(shown).toContain(
      odd
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;")
        .replaceAll("'", "&#x27;")
        .slice(0, 12),
    );
  }
  await client.fill("/en/account", "profile", { name, country: "AE", language: "en" });
  for (const email of [
    "a@b@c.example",
    "a b@c.example",
    "x@y\r\nBcc: z@evil.example",
    `${"l".repeat(65000)}@c.example`,
    '"a@b"@evil.example',
    "@",
    "a@",
    "a@xn--",
  ]) {
    const answer = await new Client(base).fill("/en/register", "register", { email });
    expect([answer.status, answer.location], email.slice(0, 40)).toEqual([200, ""]);
  }
});

test("an address of ours that asks to go elsewhere after signing in leads to the account", async () => {
  for (const next of [
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "/en/account@evil.example",
    "javascript:alert(1)",
    "/en/../evil",
  ]) {
    const client = new Client(base);
    const { html } = await client.send(`/en/sign-in?next=${encodeURIComponent(next)}`);
    const answer = await client.submit("/en/sign-in", html, "sign-in", {
      email: people.patient,
      password: "invented-people-only",
    });
    expect([answer.status, answer.location], next).toEqual([303, "/en/account"]);
  }
});
