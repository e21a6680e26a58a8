import { expect, test } from "vitest";
import { clamp, fitted, listed, widthOf, wrap } from "./rules";

test("lines break between words, and after a hyphen of a long one", () => {
  expect(wrap("Weißer Hautkrebs (Basalzell- und Plattenepithelkarzinom)", 16)).toEqual([
    "Weißer Hautkrebs (Basalzell-",
    "und Plattenepithelkarzinom)",
  ]);
  expect(wrap("Hirntumor-Operation", 8)).toEqual(["Hirntumor-", "Operation"]);
});

test("Chinese breaks between words, and never before what closes", () => {
  const lines = wrap(
    "涉及激素腺体和代谢的一切：甲状腺、甲状旁腺、肾上腺、垂体、糖尿病、胆固醇和严重超重。",
    12,
  );
  expect(lines.join("")).toBe(
    "涉及激素腺体和代谢的一切：甲状腺、甲状旁腺、肾上腺、垂体、糖尿病、胆固醇和严重超重。",
  );
  for (const line of lines) {
    expect(line).not.toMatch(/^[：、。]/);
    expect(widthOf(line)).toBeLessThanOrEqual(13);
  }
});

test("a number keeps its groups and a thing of a list its words on one line; no line ends with a dot between", () => {
  expect(wrap("30\u202f896 sorties", 5)).toEqual(["30\u202f896", "sorties"]);
  expect(wrap(listed(["Stroke unit", "Transplant centre", "Trauma centre"]), 12)).toEqual([
    "Stroke\u00a0unit",
    "Transplant\u00a0centre",
    "Trauma\u00a0centre",
  ]);
});

test("Chinese beside Latin breaks as each does", () => {
  expect(
    wrap("Castiglione delle Stiviere · 曼托瓦", widthOf("Castiglione delle Stiviere") + 1),
  ).toEqual(["Castiglione delle Stiviere", "曼托瓦"]);
});

test("what is left out shows", () => {
  const lines = clamp(
    "A disease of the heart muscle in which it widens, thickens or stiffens and pumps less well.",
    14,
    2,
  );
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(/\p{L}…$/u);
});

test("a heading takes the largest size at which it fits, and is cut at the smallest", () => {
  const sizes = [
    { size: 60, most: 2 },
    { size: 40, most: 3 },
  ];
  expect(fitted("Stroke", 600, sizes)).toEqual({ size: 60, lines: ["Stroke"] });
  expect(fitted("Nebenschilddrüsenüberfunktion", 800, sizes).size).toBe(40);
  const long = fitted("A very long name that goes on and on ".repeat(9), 600, sizes);
  expect(long.size).toBe(40);
  expect(long.lines).toHaveLength(3);
  for (const line of long.lines) expect(widthOf(line) * 40).toBeLessThanOrEqual(600);
});
