import type { Page } from "@playwright/test";
import { faultsOf } from "../support/axe";
import { expect, inDatabase, test } from "../support/browser";
import { Client, ownAddress, personId, sessionOf } from "../support/client";

let requestId: string;
let studyId: string;
let patient: string;
const owner = "patient.ar@demo.example";
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
  await page.locator("canvas").scrollIntoViewIfNeeded();
  const box = await page.locator("canvas").boundingBox();
  if (!box) throw new Error("no canvas");
  await page.mouse.move(box.x + from[0], box.y + from[1]);
  await page.mouse.down();
  await page.mouse.move(box.x + (from[0] + to[0]) / 2, box.y + (from[1] + to[1]) / 2);
  await page.mouse.move(box.x + to[0], box.y + to[1]);
  await page.mouse.up();
}

/** What was measured last, as a number. */
const measured = async (page: Page) =>
  Number((await page.locator("[data-say=length]").textContent())?.replace(/[^\d.]/g, ""));

for (const [language, width] of [
  ["en", 1280],
  ["ar", 360],
] as const)
  test(`axe finds nothing in the viewer, in ${language} at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await open(page, language);
    expect(await faultsOf(page)).toEqual([]);
  });

test.use({ extraHTTPHeaders: { "x-forwarded-for": ownAddress() } });

test.beforeAll(async () => {
  const { rows } = await inDatabase(
    "SELECT t.id, t.request_id, r.patient_id FROM studies t JOIN requests r ON r.id = t.request_id WHERE r.state = 'reading' AND t.image_count = 24 LIMIT 1",
  );
  [requestId, studyId, patient] = [rows[0].request_id, rows[0].id, rows[0].patient_id];
  expect(patient).toBe(await personId(owner));
});

test("a specialist looks through a study by wheel, slider and drag, and each image is another", async ({
  page,
}) => {
  await open(page);
  const position = page.locator("[data-say=position]");
  await expect(position).toHaveText("Image 1 of 24");
  const first = await picture(page);
  await stage(page).hover();
  await page.mouse.wheel(0, 300);
  await expect(position).toHaveText("Image 4 of 24");
  await expect.poll(() => picture(page)).not.toBe(first);
  await page.getByRole("slider").fill("20");
  await expect(position).toHaveText("Image 20 of 24");
  await drag(page, [200, 200], [200, 140]);
  await expect(position).toHaveText("Image 15 of 24");
  await page.mouse.wheel(0, -9000);
  await expect(position).toHaveText("Image 1 of 24");
  await expect.poll(() => picture(page)).toBe(first);
  await expect(page.locator("[data-say=loading]")).toHaveText("");
});

test("brightness, inversion, zoom and place change what is seen, and reset brings it back", async ({
  page,
}) => {
  await open(page);
  const first = await picture(page);
  const tissue = await middle(page);
  await press(page, "Brightness and contrast");
  await drag(page, [200, 200], [200, 100]);
  // A lower centre makes the same tissue brighter.
  await expect.poll(() => middle(page)).toBeGreaterThan(tissue + 20);
  await press(page, "Reset");
  await expect.poll(() => picture(page)).toBe(first);
  await press(page, "Invert");
  await expect.poll(async () => Math.abs((await middle(page)) - (255 - tissue))).toBeLessThan(3);
  await press(page, "Invert");
  for (const tool of ["Zoom", "Move"]) {
    await press(page, tool);
    await drag(page, [200, 200], [230, 140]);
    await expect.poll(() => picture(page), tool).not.toBe(first);
    await press(page, "Reset");
    await expect.poll(() => picture(page), tool).toBe(first);
  }
});

test("a length is right: the phantom is 320 mm wide and its bone 32 mm, also when it is zoomed", async ({
  page,
}) => {
  await open(page);
  const before = await shades(page);
  await press(page, "Measure");
  const { width, height, column } = before;
  await drag(page, [1, height / 2], [width - 1, height / 2]);
  await expect(page.locator("[data-say=length]")).toHaveText("320.0 mm");
  await press(page, "Reset");
  // The bone is the dark disc in the lower half of the body's middle column.
  const begin = column.findIndex((value, y) => y > height / 2 && value < 60);
  const end = column.findIndex((value, y) => y > begin && value > 60);
  await drag(page, [width / 2, begin], [width / 2, end]);
  await expect.poll(async () => Math.abs((await measured(page)) - 32)).toBeLessThan(3);
  await press(page, "Reset");
  await stage(page).focus();
  await page.keyboard.press("+");
  await press(page, "Measure");
  // A quarter nearer, so the same way on the screen is four fifths as long in the body.
  await drag(page, [width / 2, height / 2], [width / 2 + 100, height / 2]);
  await expect.poll(() => measured(page)).toBeCloseTo(((100 / height) * 320) / 1.25, 0);
});

test("everything goes by keyboard: images, zoom, brightness, and a length set at both ends", async ({
  page,
}) => {
  await open(page, "en", owner);
  await stage(page).focus();
  const position = page.locator("[data-say=position]");
  for (const [key, at] of [
    ["ArrowDown", 2],
    ["ArrowRight", 3],
    ["ArrowLeft", 2],
    ["PageDown", 12],
    ["End", 24],
    ["ArrowDown", 24],
    ["Home", 1],
  ] as const) {
    await page.keyboard.press(key);
    await expect(position, key).toHaveText(`Image ${at} of 24`);
  }
  const first = await picture(page);
  await page.keyboard.press("+");
  await expect.poll(() => picture(page)).not.toBe(first);
  await page.keyboard.press("-");
  await expect.poll(() => picture(page)).toBe(first);
  for (const key of ["Measure", "Brightness and contrast"])
    await expect(page.getByRole("button", { name: key })).toBeVisible();
  await page.getByRole("button", { name: "Brightness and contrast" }).press("Enter");
  await stage(page).focus();
  const tissue = await middle(page);
  for (let count = 0; count < 6; count++) await page.keyboard.press("Shift+ArrowUp");
  await expect.poll(() => middle(page)).toBeGreaterThan(tissue + 10);
  await page.getByRole("button", { name: "Measure" }).press("Space");
  await stage(page).focus();
  await page.keyboard.press("Enter");
  for (let count = 0; count < 12; count++) await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Enter");
  const { height } = await shades(page);
  expect(await measured(page)).toBeCloseTo((120 / height) * 320, 0);
});

test("two fingers zoom and one scrolls, on a phone, where nothing runs over the edge", async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    extraHTTPHeaders: { "x-forwarded-for": ownAddress() },
    ...(baseURL ? { baseURL } : {}),
  });
  const page = await context.newPage();
  await open(page, "ar", owner);
  await page.locator("canvas").scrollIntoViewIfNeeded();
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0);
  const small = await page
    .locator("[data-viewer] button, [data-viewer] select, [data-viewer] input")
    .evaluateAll((controls) =>
      controls
        .filter((one) => one.getClientRects().length > 0 && one.getBoundingClientRect().height < 44)
        .map((one) => one.outerHTML),
    );
  expect(small).toEqual([]);
  const touch = await context.newCDPSession(page);
  const box = await page.locator("canvas").boundingBox();
  const send = (type: "touchStart" | "touchMove" | "touchEnd", points: [number, number][]) =>
    touch.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: points.map(([x, y], id) => ({ x: (box?.x ?? 0) + x, y: (box?.y ?? 0) + y, id })),
    });
  const first = await picture(page);
  await send("touchStart", [[100, 150]]);
  await send("touchStart", [
    [100, 150],
    [180, 150],
  ]);
  await send("touchMove", [
    [60, 150],
    [220, 150],
  ]);
  await send("touchEnd", []);
  await expect.poll(() => picture(page)).not.toBe(first);
  await send("touchStart", [[100, 100]]);
  await send("touchMove", [[100, 160]]);
  await send("touchEnd", []);
  await expect(page.getByRole("slider")).toHaveValue("6");
  // Where one reads from the right, the next image lies to the left.
  await stage(page).focus();
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("slider")).toHaveValue("7");
  await context.close();
});

test("without JavaScript every image is a link to save, and comes without the patient’s name", async ({
  baseURL,
}) => {
  const client = new Client(baseURL ?? "", await sessionOf("specialist@demo.example"));
  const { html } = await client.send(`/en${path()}`);
  expect(html).toContain("Without it each image can be saved as a file.");
  const links = [...html.matchAll(/<a href="(\/api\/images\/[0-9a-f-]{36})" data-frames/g)].map(
    ([, link]) => link ?? "",
  );
  expect(links.length).toBe(24);
  const image = await client.send(links[0] ?? "");
  expect([
    image.status,
    image.headers.get("content-disposition"),
    image.headers.get("content-security-policy"),
  ]).toEqual([200, expect.stringMatching(/^attachment/), expect.stringContaining("sandbox")]);
  expect(image.html.slice(128, 132)).toBe("DICM");
  expect(image.html).not.toContain("PAULA");
});
