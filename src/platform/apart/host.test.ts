import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { PDFDocument } from "@cantoo/pdf-lib";
import { describe, expect, onTestFinished, test } from "vitest";
import { Apart } from "./host";
import { type ApartCode, type ApartLimits, residentBytes } from "./rules";

const roomy: ApartLimits = { milliseconds: 20_000, bytes: 1_500_000_000 };

function apart(program?: string): Apart {
  if (!program) {
    const made = new Apart({ PATH: process.env.PATH });
    onTestFinished(() => made.end());
    return made;
  }
  const path = join(mkdtempSync(join(tmpdir(), "apart-")), "program.ts");
  writeFileSync(
    path,
    `process.on("disconnect", () => process.exit()); process.on("message", async ({ id, name, input }) => { ${program} });`,
  );
  const made = new Apart({ PATH: process.env.PATH, GIVEN: "yes" }, relative(process.cwd(), path));
  onTestFinished(() => made.end());
  return made;
}

/** A PDF of a few lines whose tree of pages doubles at each level. */
function doubling(levels: number): Uint8Array {
  const objects = ["<< /Type /Catalog /Pages 2 0 R >>"];
  for (let level = 0; level < levels; level++) {
    const next = level + 3;
    objects.push(`<< /Type /Pages /Count 2 /Kids [${next} 0 R ${next} 0 R] >>`);
  }
  objects.push("<< /Type /Page /MediaBox [0 0 9 9] >>");
  let text = "%PDF-1.4\n";
  const offsets = objects.map((object, at) => {
    const offset = text.length;
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  return Buffer.from(
    `${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`,
  );
}

const codeOf = (work: Promise<unknown>): Promise<ApartCode | undefined> =>
  work.then(
    () => undefined,
    (error) => error.code,
  );

describe("work done apart", () => {
  test("is done one piece after another, by a process that is kept", async () => {
    const paper = await PDFDocument.create();
    for (let page = 0; page < 3; page++) paper.addPage();
    const bytes = await paper.save();
    const made = apart();
    const [count, again, cut] = await Promise.all([
      made.do("pages:count", { bytes }, roomy),
      made.do("pages:count", { bytes: Buffer.from("no paper at all") }, roomy),
      made.do("pages:only", { bytes, pages: [2] }, roomy),
    ]);
    expect([count, again]).toEqual([3, 1]);
    expect((await PDFDocument.load(cut)).getPageCount()).toBe(1);
  });

  test("is given up when it takes too long, and the next piece is done", async () => {
    const made = apart();
    const begun = performance.now();
    const slow = made.do("pages:count", { bytes: doubling(60) }, { ...roomy, milliseconds: 3000 });
    const next = made.do("pages:count", { bytes: doubling(3) }, roomy);
    expect(["time", "memory"]).toContain(await codeOf(slow));
    expect(performance.now() - begun).toBeLessThan(15_000);
    expect(await next).toBe(8);
  });

  test("is given up when it takes too much memory, on the heap or beside it", async () => {
    const hoard = apart(
      "const kept = []; setInterval(() => kept.push(Buffer.alloc(30_000_000, 1)), 20); void name;",
    );
    const limits = { ...roomy, bytes: 300_000_000 };
    expect(await codeOf(hoard.do("pages:count", { bytes: new Uint8Array() }, limits))).toBe(
      "memory",
    );
  });

  test("that ends by itself is told from work that was ended", async () => {
    const made = apart(
      'if (input.paperId === "a") process.exit(1); process.send({ id, output: process.env.GIVEN + Object.keys(process.env).includes("HOME") });',
    );
    expect(await codeOf(made.do("papers:examine", { paperId: "a" }, roomy))).toBe("ended");
    expect(await made.do("papers:examine", { paperId: "b" }, roomy)).toBe("yesfalse");
  });

  test("that throws is no fault of the limits", async () => {
    const made = apart('process.send({ id, fault: "TypeError" });');
    await expect(made.do("papers:examine", { paperId: "a" }, roomy)).rejects.toThrow("TypeError");
  });
});

test("resident memory is read out of what Linux says", () => {
  expect(residentBytes("1000 25 10 1 0 90 0")).toBe(102_400);
  expect(residentBytes("")).toBe(0);
});
