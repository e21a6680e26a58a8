import { expect, inDatabase, publicPages, test } from "../support/browser";
import { raw } from "../support/raw";

const everywhere = [
  "content-security-policy",
  "x-content-type-options",
  "x-frame-options",
  "referrer-policy",
  "permissions-policy",
  "strict-transport-security",
  "cross-origin-opener-policy",
];

test("security headers stand on every answer, whatever it is", async ({ request }) => {
  for (const path of [
    ...publicPages.map((page) => `/en${page}`),
    "/",
    "/xx",
    "/api/search?q=heart",
    "/api/health",
    "/api/nothing",
    "/robots.txt",
    "/sitemap.xml",
    "/portal.js",
    "/fonts/nothing.woff2",
    "/_next/static/nothing.js",
  ]) {
    const answer = await request.get(path, { maxRedirects: 0 });
    expect(
      everywhere.filter((name) => !answer.headers()[name]),
      path,
    ).toEqual([]);
    expect(answer.headers()["content-security-policy"]).not.toContain("unsafe");
    expect(answer.headers()["x-powered-by"]).toBeUndefined();
    expect(answer.headers()["set-cookie"]).toBeUndefined();
  }
});

test("pages are plain documents: no framework script, nothing inline that runs, no comment", async ({
  request,
}) => {
  for (const page of publicPages) {
    const html = await (await request.get(`/fr${page}`)).text();
    const scripts = [...html.matchAll(/<script\b([^>]*)>/g)].map((match) => match[1] ?? "");
    expect(
      scripts.filter(
        (attributes) => !/type="application\/ld\+json"|src="\/portal\.js/.test(attributes),
      ),
    ).toEqual([]);
    expect(html).not.toMatch(/<!--|__next_f|portal-tags|\son\w+="/);
    expect(html).toContain("</html>");
    // A message that lacks a value is shown by its key.
    expect(html).not.toMatch(/[">](?:catalogue|content|ui)\.[a-z][\w.-]+["<]/);
  }
});

test("one copy serves everybody: nothing depends on a cookie or the browser's language", async ({
  request,
}) => {
  const plain = await (await request.get("/en/facilities/niguarda")).text();
  const other = await (
    await request.get("/en/facilities/niguarda", {
      headers: { cookie: "language=ar; session=x", "accept-language": "zh" },
    })
  ).text();
  expect(other).toBe(plain);
});

test("a page that has not changed is not sent again", async ({ request }) => {
  const first = await request.get("/en/method");
  const again = await request.get("/en/method", {
    headers: { "if-none-match": first.headers().etag ?? "" },
  });
  expect([again.status(), (await again.body()).length]).toEqual([304, 0]);
  const head = await request.fetch("/en/method", { method: "HEAD" });
  expect([head.status(), (await head.body()).length, head.headers().etag]).toEqual([
    200,
    0,
    first.headers().etag,
  ]);
});

test("the first address leads to the best language", async ({ request }) => {
  for (const [headers, language] of [
    [{ "accept-language": "ru,en;q=0.5" }, "ru"],
    [{ "accept-language": "nl" }, "en"],
    [{ "accept-language": "de", cookie: "language=zh" }, "zh"],
    [{ cookie: "language=../evil" }, "en"],
  ] as const) {
    const answer = await request.get("/", { headers, maxRedirects: 0 });
    expect([answer.status(), answer.headers().location]).toEqual([307, `/${language}`]);
  }
});

test("what is not there is said in the reader's language", async ({ request }) => {
  for (const path of [
    "/en/conditions/nothing",
    "/en/facilities/nothing",
    "/en/districts/nothing",
    "/en/nothing",
    "/en/facilities?page=9999",
  ]) {
    const answer = await request.get(path);
    expect([answer.status(), await answer.text()], path).toEqual([
      404,
      expect.stringContaining("This page does not exist"),
    ]);
  }
  const unknown = await request.get("/xx/facilities", { headers: { "accept-language": "ar" } });
  expect([unknown.status(), await unknown.text()]).toEqual([
    404,
    expect.stringContaining('dir="rtl"'),
  ]);
});

test("an address with a stroke behind it leads to the one without, and nowhere else", async ({
  request,
  baseURL,
}) => {
  const moved = await request.get("/en/facilities/?province=MI", { maxRedirects: 0 });
  expect([moved.status(), moved.headers().location]).toEqual([308, "/en/facilities?province=MI"]);
  for (const path of ["//evil.example/", "/%2f%2fevil.example/", "/\\evil.example/"])
    expect((await raw(baseURL ?? "", path)).headers.location ?? "").not.toMatch(
      /^(\/\/|\/%2f|\/\\|http)/i,
    );
});

test("a filter that names nothing is said and left out", async ({ request }) => {
  const text = await (await request.get("/en/facilities?district=nothing&province=MI")).text();
  expect(text).toContain("left out: district");
  expect(text).not.toContain("No facility fits");
});

test("a wrong filter is named, and the list is still there", async ({ request }) => {
  const answer = await request.get("/en/facilities?province=XX&sort=best&province=MI");
  expect([answer.status(), await answer.text()]).toEqual([
    200,
    expect.stringContaining("province, sort"),
  ]);
});

test("nothing that can be put into an address is an error, nor comes back unescaped", async ({
  baseURL,
}) => {
  const nasty = [
    "%",
    "%25",
    "_",
    "'",
    "%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    "%00",
    "%ED%A0%80",
    "%F0%9F%98%80",
    "%E2%80%AEevil",
    "a".repeat(10_000),
    "%C0%AF",
    "1;select+pg_sleep(9)",
    "..%2f..%2fetc%2fpasswd",
    "%E0%A4%A",
    "{{7*7}}",
    "__proto__",
  ];
  for (const text of nasty) {
    for (const path of [
      `/en/search?q=${text}`,
      `/en/facilities?district=${text}`,
      `/en/facilities?near=${text}&within=${text}`,
      `/en/facilities?page=${text}`,
      `/en/compare?facility=${text}&facility=${text}`,
      `/en/second-opinion?condition=${text}`,
      `/api/search?q=${text}&locale=en`,
      `/api/search?q=x&locale=${text}`,
      `/en/conditions/${text}`,
      `/${text}`,
      `/en/search?q[]=${text}&q=${text}&q=b`,
    ]) {
      const begun = Date.now();
      const { status, body } = await raw(baseURL ?? "", path);
      expect(status, path.slice(0, 80)).toBeLessThan(500);
      expect(body).not.toContain("<script>alert");
      expect(Date.now() - begun).toBeLessThan(5000);
    }
  }
});

test("only reading is allowed", async ({ baseURL }) => {
  for (const method of ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"])
    expect((await raw(baseURL ?? "", "/en/facilities", { method })).status, method).toBe(405);
  expect(
    (
      await raw(baseURL ?? "", "/en", {
        method: "GET",
        headers: { "X-HTTP-Method-Override": "DELETE" },
      })
    ).status,
  ).toBe(200);
});

test("search answers in the promised form, best first", async ({ request }) => {
  const answer = await (await request.get("/api/search?q=prostate cancer&locale=it")).json();
  expect(answer.total).toBeGreaterThan(0);
  expect(answer.results[0]).toEqual({
    kind: "condition",
    id: "D10-C01",
    slug: "prostate-cancer",
    name: expect.any(String),
    url: "/it/conditions/prostate-cancer",
    why: expect.any(String),
  });
  expect((await request.get("/api/search?q=x&locale=xx")).status()).toBe(400);
  expect(await (await request.get("/api/search?q=&locale=en")).json()).toEqual({
    total: 0,
    sure: true,
    results: [],
  });
});

test("a change shows within two seconds, in every language, on every page that shows it, and in the search", async ({
  request,
}) => {
  const pages = ["en", "it", "fr", "de", "es", "ru", "ar", "zh"].flatMap((language) => [
    `/${language}/facilities/suzzara`,
    `/${language}/compare?facility=suzzara`,
    `/${language}/facilities?province=MN`,
  ]);
  for (const page of pages) expect((await request.get(page)).status()).toBe(200);
  const before = await inDatabase("SELECT common_name FROM facilities WHERE slug = 'suzzara'");
  const name = `Suzzara ${Date.now()}`;
  try {
    await inDatabase("UPDATE facilities SET common_name = $1 WHERE slug = 'suzzara'", [name]);
    await new Promise((resolve) => setTimeout(resolve, 1900));
    for (const page of pages) expect(await (await request.get(page)).text(), page).toContain(name);
    const { results } = await (
      await request.get(`/api/search?q=${encodeURIComponent(name)}&locale=en`)
    ).json();
    expect(results.map((one: { id: string }) => one.id)).toContain("suzzara");
  } finally {
    await inDatabase("UPDATE facilities SET common_name = $1 WHERE slug = 'suzzara'", [
      before.rows[0].common_name,
    ]);
  }
});

test("while pages are made anew under load, none is empty or broken", async ({ request }) => {
  let broken = 0;
  const until = Date.now() + 4000;
  const reader = async () => {
    while (Date.now() < until) {
      const answer = await request.get("/en/facilities/niguarda");
      if (answer.status() !== 200 || !(await answer.text()).includes("</html>")) broken++;
    }
  };
  const writer = async () => {
    while (Date.now() < until) {
      await inDatabase("UPDATE facilities SET updated_at = now() WHERE slug = 'niguarda'");
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  await Promise.all([reader(), reader(), reader(), writer()]);
  expect(broken).toBe(0);
});
