import { expect, test } from "../support/browser";
import { raw } from "../support/raw";

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
