import { expect, test } from "vitest";
import { languages } from "@/platform/i18n/rules";
import { type Pocket, type PocketWords, pocketDocument } from "./rules";

const words = (prefix: string): PocketWords => ({
  milestone: (kind) => `${prefix}${kind}`,
  leg: (key) => `${prefix}${key}`,
  say: (key, values = {}) => `${prefix}${key} ${Object.values(values).join(" ")}`,
});
const pocket: Pocket = {
  code: "abcd2345",
  language: "de",
  madeAt: new Date("2026-12-01T10:00:00Z"),
  firstName: `A<script>alert("1")</script>`,
  sign: 'Amal & "Söhne"',
  facility: { name: "Niguarda", address: "Piazza 3", phone: "+39 02 64441", lat: 45.5, lon: 9.19 },
  milestones: [{ kind: "arrival", at: new Date("2027-03-28T07:30:00Z"), isCertain: false }],
  legs: [
    {
      key: "transfer-in",
      startsAt: new Date("2027-03-28T08:00:00Z"),
      endsAt: new Date("2027-03-28T09:00:00Z"),
      partner: "Ditta <b>",
      isAgreed: true,
    },
  ],
};

test("it is one file that loads nothing and runs nothing, whatever somebody is called", () => {
  for (const language of languages) {
    const file = pocketDocument({ ...pocket, language }, words("own "), words("it "));
    expect(file).not.toMatch(/<script|<img|<link|@import|url\(|https?:/i);
    expect(file).toContain("&lt;script&gt;");
    expect(file).toContain("Ditta &lt;b&gt;");
    expect(file).toContain(`<html lang="${language}" dir="${language === "ar" ? "rtl" : "ltr"}">`);
  }
});

test("times are Milan's, also after the clocks change; what is not certain or agreed says so; the card is in Italian too", () => {
  const file = pocketDocument(pocket, words("own "), words("it "));
  expect(file).toContain("09:30");
  expect(file).toContain("own notFixed");
  expect(file).not.toContain("own notAgreed");
  expect(file.indexOf("it card")).toBeLessThan(file.indexOf("own card"));
  const italian = pocketDocument({ ...pocket, language: "it" }, words("it "), words("it "));
  expect(italian.match(/it card /g)).toHaveLength(1);
});
