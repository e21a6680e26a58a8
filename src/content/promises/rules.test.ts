import { expect, test } from "vitest";
import { isOverdue } from "./rules";

const today = new Date("2026-12-01");

test.each([
  ["A new building is planned for 2025.", "en", null, true],
  ["A new building is planned for 2031.", "en", null, false],
  ["A centre was planned for about 6,000 people a year.", "en", "2004", true],
  ["387 operations for breast cancer in 2024.", "en", "2025-12", false],
  ["La nuova ala, prevista per il 2024.", "it", null, true],
  ["L’ouverture est prévue en 2025.", "fr", null, true],
  ["Die Eröffnung ist für 2025 geplant.", "de", null, true],
  ["La apertura, prevista para 2025.", "es", null, true],
  ["Открытие планируется в 2025 году.", "ru", null, true],
  ["من المقرر افتتاحه عام 2025", "ar", null, true],
  ["计划于 2025 年启用", "zh", null, true],
] as const)("“%s” is overdue at the end of 2026: %4$s", (text, language, saidOn, overdue) => {
  expect(isOverdue(text, language, saidOn, today)).toBe(overdue);
});
