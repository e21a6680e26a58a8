import { describe, expect, test } from "vitest";
import { unprintable } from "./fonts";
import { type Line, linesOf } from "./lines";
import { type Style, Unprintable } from "./shape";

const style = (language: Style["language"], size = 10): Style => ({
  language,
  direction: language === "ar" ? "rtl" : "ltr",
  size,
  isBold: false,
});
const said = (line: Line) =>
  line.runs.flatMap(({ glyphs }) => glyphs.map(({ text }) => text)).join("");
const seen = (line: Line) =>
  line.runs
    .toSorted((a, b) => a.x - b.x)
    .map((run) => said({ runs: [run], width: 0 }).trim())
    .filter(Boolean);

describe("a line", () => {
  test("gives back what was written, in every script and with signs of several glyphs", () => {
    const text =
      "Größe ≥ 2 µm, ȳ, œdème; тяжёлый (x); 患者：38.5°C，“高烧”; لا إله (TAVI) شيءٌ ₂ → fi";
    expect(linesOf(text, style("en"), 5000).map((line) => said(line).normalize("NFC"))).toEqual([
      text,
    ]);
    expect(linesOf(text, style("ar"), 5000).map((line) => said(line).normalize("NFC"))).toEqual([
      text,
    ]);
  });

  test("is never wider than its column, whatever stands in it", () => {
    const texts = [
      "https://example.org/a-very-long-address/without-any-end".repeat(3),
      "患者射血分数正常".repeat(30),
      "Gerinnungshemmerdosisanpassung ".repeat(9),
      "مستشفى نيغواردا ".repeat(20),
    ];
    for (const text of texts) {
      const lines = linesOf(text, style(/[ا-ي]/.test(text) ? "ar" : "de"), 120);
      expect(lines.length).toBeGreaterThan(3);
      expect(Math.max(...lines.map(({ width }) => width))).toBeLessThanOrEqual(120.001);
      expect(lines.map(said).join("")).toBe(text.trimEnd() + (text.endsWith(" ") ? " " : ""));
    }
  });

  test("of Chinese doesn’t begin with a full stop or a closing bracket", () => {
    for (let width = 60; width < 160; width += 7)
      for (const line of linesOf(
        "患者，患有重度狭窄（瓣口）。建议置换术。".repeat(4),
        style("zh"),
        width,
      ))
        expect(said(line)).not.toMatch(/^[，。）]/);
  });

  test("keeps a number and its unit together", () => {
    for (let width = 40; width < 140; width += 3)
      expect(
        linesOf("prendere ogni giorno 100 mg oppure 2,5 ml", style("it"), width)
          .map(said)
          .join("|"),
      ).not.toMatch(/\d ?\|(mg|ml)/);
  });

  test("in Arabic shows Latin words from the left, and the sentence from the right", () => {
    const [line] = linesOf("الجرعة: Aspirin Cardio صباحًا", style("ar"), 500);
    expect(line && seen(line)).toEqual([
      expect.stringContaining("صباحًا"),
      "Aspirin Cardio",
      expect.stringContaining("الجرعة"),
    ]);
  });

  test("in Arabic turns brackets round", () => {
    const glyphOf = (text: string, direction: "ltr" | "rtl") =>
      linesOf(text, { ...style("ar"), direction }, 500)
        .flatMap(({ runs }) => runs.flatMap(({ glyphs }) => glyphs))
        .find((glyph) => glyph.text === "(")?.id;
    expect(glyphOf("(قلب)", "rtl")).not.toBe(glyphOf("(12", "ltr"));
  });

  test("ends where the text says so", () => {
    expect(linesOf("uno\ndue", style("it"), 500).map(said)).toEqual(["uno", "due"]);
  });
});

describe("a sign no typeface has", () => {
  test("is named before a paper is made, and stops one that is made anyway", () => {
    expect(unprintable("bene 🙂 ≥ → ② ✓")).toEqual(["🙂"]);
    expect(() => linesOf("bene 🙂", style("it"), 500)).toThrow(Unprintable);
  });
});
