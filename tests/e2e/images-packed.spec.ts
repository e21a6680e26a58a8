import type { Page } from "@playwright/test";
import { expect, inDatabase, test } from "../support/browser";
import { ownAddress, personId, sessionOf } from "../support/client";
import { packedFile } from "../support/packed";

test.use({ extraHTTPHeaders: { "x-forwarded-for": ownAddress() } });

let requestId: string;
let studyId: string;
let patient: string;
const owner = "patient.ar@demo.example";

test.beforeAll(async () => {
  const { rows } = await inDatabase(
    "SELECT t.id, t.request_id, r.patient_id FROM studies t JOIN requests r ON r.id = t.request_id WHERE r.state = 'reading' AND t.image_count = 24 LIMIT 1",
  );
  [requestId, studyId, patient] = [rows[0].request_id, rows[0].id, rows[0].patient_id];
  expect(patient).toBe(await personId(owner));
});

const path = () => `/second-opinion/cases/${requestId}/images/${studyId}`;
const stage = (page: Page) => page.locator("[data-stage]");
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

async function open(page: Page, language = "en", who = "specialist@demo.example") {
  await page
    .context()
    .addCookies([
      { name: "session", value: await sessionOf(who), url: test.info().project.use.baseURL ?? "" },
    ]);
  await page.goto(`/${language}${path()}`);
  await expect.poll(() => middle(page)).toBeGreaterThan(60);
}

/** The middle column of the canvas as brightness, when what was asked for is drawn. */
const shades = (page: Page) =>
  page.locator("canvas").evaluate(async (canvas: HTMLCanvasElement) => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const { width, height } = canvas;
    const data =
      canvas.getContext("2d")?.getImageData(Math.floor(width / 2), 0, 1, height).data ?? [];
    return { width, height, column: Array.from({ length: height }, (_, at) => data[at * 4] ?? 0) };
  });
const middle = async (page: Page) => {
  const { column, height } = await shades(page);
  return column[Math.floor(height / 2)] ?? 0;
};

/** All that is on the canvas, as one hash. */
const picture = (page: Page) =>
  page.locator("canvas").evaluate(async (canvas: HTMLCanvasElement) => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const pixels = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data;
    return [
      ...new Uint8Array(await crypto.subtle.digest("SHA-256", pixels ?? new Uint8Array())),
    ].join();
  });

async function drag(page: Page, from: [number, number], to: [number, number]) {
  const box = await page.locator("canvas").boundingBox();
  if (!box) throw new Error("no canvas");
  await page.mouse.move(box.x + from[0], box.y + from[1]);
  await page.mouse.down();
  await page.mouse.move(box.x + (from[0] + to[0]) / 2, box.y + (from[1] + to[1]) / 2);
  await page.mouse.move(box.x + to[0], box.y + to[1]);
  await page.mouse.up();
}

/** A body's cut as a plate: a bright disc on a slope, so that every pixel has its own value. */
const plate = (shift = 0) => {
  const [columns, rows] = [96, 64];
  const value = (x: number, y: number) =>
    (x - 48) ** 2 + (y - 32) ** 2 < 400 ? 3000 - shift : 300 + x * 7 + y * 3;
  return {
    columns,
    rows,
    frames: [
      Uint16Array.from({ length: columns * rows }, (_, at) =>
        value(at % columns, Math.floor(at / columns)),
      ),
    ],
  };
};

test("an image is the same however it is packed", async ({ page }) => {
  let body = await packedFile(plate(), "plain");
  await page.route("**/api/images/*", (route) =>
    route.fulfill({ body, contentType: "application/octet-stream" }),
  );
  await open(page);
  const plain = await picture(page);
  for (const packing of ["runs", "jpeg-lossless", "jpeg-ls", "jpeg-2000"] as const) {
    body = await packedFile(plate(), packing);
    await page.reload();
    await expect.poll(() => middle(page), packing).toBeGreaterThan(60);
    expect(await picture(page), packing).toBe(plain);
  }
});

test("a white zero is turned round, windows by name stand with Hounsfield units, and lengths follow each direction’s spacing", async ({
  page,
}) => {
  await page.route("**/api/images/*", async (route) =>
    route.fulfill({
      body: await packedFile(
        { ...plate(), photometric: "MONOCHROME1", spacing: "1\\0.5" },
        "plain",
      ),
      contentType: "application/octet-stream",
    }),
  );
  await page.context().addCookies([
    {
      name: "session",
      value: await sessionOf("specialist@demo.example"),
      url: test.info().project.use.baseURL ?? "",
    },
  ]);
  await page.goto(`/en${path()}`);
  await expect.poll(() => middle(page)).toBe(68);
  await page.getByLabel("Presets").selectOption("Bone");
  await expect.poll(() => middle(page)).toBe(0);
  await press(page, "Reset");
  await press(page, "Measure");
  const { width, height } = await shades(page);
  await drag(page, [width / 2, 0], [width / 2, height]);
  await expect(page.locator("[data-say=length]")).toHaveText("64.0 mm");
});

test("where an image does not tell its scale no length is shown, and one that can’t be read says so and can be saved", async ({
  page,
}) => {
  let body = await packedFile({ ...plate(), spacing: "" }, "plain");
  await page.route("**/api/images/*", (route) =>
    route.fulfill({ body, contentType: "application/octet-stream" }),
  );
  await open(page);
  await press(page, "Measure");
  await drag(page, [300, 100], [400, 100]);
  await expect(page.locator("[data-say=length]")).toHaveText(
    "This image says nothing of its scale.",
  );
  body = Buffer.from("not an image");
  await page.reload();
  await expect(page.locator("[data-say=problem]")).toHaveText("This image cannot be shown.");
  await expect(page.getByRole("link", { name: "Save as a file" })).toHaveAttribute(
    "href",
    /^\/api\/images\/[0-9a-f-]{36}$/,
  );
});

test("the frames of one file are images of their own", async ({ page }) => {
  const frames = [0, 1000].map((shift) => plate(shift).frames[0] as Uint16Array);
  for (const packing of ["plain", "jpeg-ls"] as const) {
    const body = await packedFile({ ...plate(), frames }, packing);
    await page.route("**/api/images/*", (route) =>
      route.fulfill({ body, contentType: "application/octet-stream" }),
    );
    await page.route(`**/en${path()}`, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({
        response: answer,
        body: (await answer.text()).replaceAll('data-frames="1"', 'data-frames="2"'),
      });
    });
    await open(page);
    await expect(page.locator("[data-say=position]")).toHaveText("Image 1 of 48");
    const first = await middle(page);
    await stage(page).focus();
    await page.keyboard.press("ArrowDown");
    await expect
      .poll(async () => Math.abs((await middle(page)) - (first - 62.5)), packing)
      .toBeLessThan(3);
    await page.unrouteAll();
  }
});
