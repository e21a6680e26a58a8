import { request as httpRequest } from "node:http";
import { expect, inDatabase, test } from "../support/browser";

/** A request as an attacker would write it, without a client's tidying. */

function raw(
  base: string,
  path: string,
  options: { method?: string; headers?: Record<string, string> } = {},
): Promise<{ status: number; headers: Record<string, unknown>; body: string }> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const asked = httpRequest(
      { hostname, port, path, method: options.method ?? "GET", headers: options.headers ?? {} },
      (answer) => {
        let body = "";
        answer.setEncoding("utf8");
        answer.on("data", (part) => {
          body += part;
        });
        answer.on("end", () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }),
        );
      },
    );
    asked.on("error", reject);
    asked.end();
  });
}

test("the address a page gives of itself is the configured one, whatever a request claims", async ({
  baseURL,
}) => {
  for (const headers of [
    { host: "evil.example" },
    { "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" },
    { forwarded: "host=evil.example" },
  ]) {
    const { body } = await raw(baseURL ?? "", "/en/districts/eyes", { headers });
    expect(body).not.toContain("evil.example");
  }
});

test("pages say their address, their other languages and their facts to search engines", async ({
  request,
  baseURL,
}) => {
  const html = await (await request.get("/de/facilities/niguarda")).text();
  expect(html).toContain(`<link rel="canonical" href="${baseURL}/de/facilities/niguarda"/>`);
  for (const language of ["en", "it", "fr", "de", "es", "ru", "ar", "zh", "x-default"])
    expect(html).toContain(`hreflang="${language}"`);
  const types: string[] = [];
  for (const path of [
    "facilities/niguarda",
    "specialties/cardiology",
    "conditions/stroke",
    "treatments/liver-transplant",
  ]) {
    const page = await (await request.get(`/de/${path}`)).text();
    for (const [, data = ""] of page.matchAll(
      /<script type="application\/ld\+json">(.*?)<\/script>/g,
    )) {
      const parsed = JSON.parse(data);
      expect(parsed["@context"]).toBe("https://schema.org");
      types.push(
        ...parsed["@graph"].map(
          (thing: { "@type": string; about?: { "@type": string } }) =>
            thing.about?.["@type"] ?? thing["@type"],
        ),
      );
    }
  }
  expect(types).toEqual(
    expect.arrayContaining([
      "Hospital",
      "MedicalSpecialty",
      "MedicalCondition",
      "MedicalProcedure",
      "BreadcrumbList",
    ]),
  );
});

test("sitemaps are split by language and hold every page once", async ({ request, baseURL }) => {
  const index = await (await request.get("/sitemap.xml")).text();
  const maps = [...index.matchAll(/<loc>([^<]+)<\/loc>/g)].map((match) => match[1] ?? "");
  expect(maps.length).toBe(16);
  const places: string[] = [];
  for (const map of maps.filter((one) => one.includes("/ar-")))
    places.push(
      ...[...(await (await request.get(map)).text()).matchAll(/<loc>([^<]+)<\/loc>/g)].map(
        (match) => match[1] ?? "",
      ),
    );
  expect(new Set(places).size).toBe(places.length);
  expect(places).toEqual(
    expect.arrayContaining([
      `${baseURL}/ar`,
      `${baseURL}/ar/conditions/stroke`,
      `${baseURL}/ar/facilities/niguarda`,
    ]),
  );
  expect((await request.get("/sitemaps/ar-99.xml")).status()).toBe(404);
  expect(await (await request.get("/robots.txt")).text()).toContain(
    `Sitemap: ${baseURL}/sitemap.xml`,
  );
});

test("pictures for sharing are drawn from the page's own facts", async ({ request }) => {
  for (const path of [
    "/og/en/home",
    "/og/ar/facility/niguarda",
    "/og/zh/condition/stroke",
    "/og/de/specialty/cardiology",
  ]) {
    const answer = await request.get(path);
    const body = await answer.body();
    expect(
      [
        answer.status(),
        answer.headers()["content-type"],
        body.subarray(1, 4).toString(),
        body.readUInt32BE(16),
        body.readUInt32BE(20),
      ],
      path,
    ).toEqual([200, "image/png", "PNG", 1200, 630]);
  }
  expect((await request.get("/og/en/facility/nothing")).status()).toBe(404);
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
