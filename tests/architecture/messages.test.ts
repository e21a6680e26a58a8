import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createTranslator } from "use-intl/core";
import { describe, expect, test } from "vitest";
import { languages } from "@/platform/i18n/rules";

type Words = Record<string, string>;

function flat(value: object, path = ""): Words {
  return Object.assign(
    {},
    ...Object.entries(value).map(([key, inner]) =>
      typeof inner === "string" ? { [path + key]: inner } : flat(inner, `${path}${key}.`),
    ),
  );
}
const messagesOf = (language: string): Words =>
  Object.assign(
    {},
    ...readdirSync(join("messages", language)).map((name) =>
      flat(JSON.parse(readFileSync(join("messages", language, name), "utf8")), `${name}: `),
    ),
  );
const consentsOf = (language: string): Words =>
  flat(
    JSON.parse(readFileSync(join("prisma/seed/reference/consents", `${language}.json`), "utf8"))
      .texts,
    "consents: ",
  );
/** The names of the values a message takes. */
const values = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)(?=[,}])/g)].map((match) => match[1]))].sort();

/** A message without the signs that are ICU's and no language's. */
const said = (text: string) =>
  text
    .replaceAll(/\{\w+, ?(?:plural|select|number|date|time),?/g, "{")
    .replaceAll(/(?:=\d+|\b[a-z]+)\s*(?=\{)/g, "");
/** Tags that a page fills in itself, such as a moment in its own element. */
const tags = (text: string) =>
  Object.fromEntries([...text.matchAll(/<(\w+)>/g)].map(([, name]) => [name, () => ""]));

/** A Latin comma in an Arabic sentence, which stands on the wrong side of the word. */
const latinComma = (text: string) =>
  /\p{Script=Arabic}[\p{M}»)}\u2069]*\s*,\s*[«({\u2068]*\p{Script=Arabic}/u.test(said(text));
const unlike = (text: string, original: string | undefined) =>
  text !== original ||
  !(/ \w{4,} /.test(said(text)) || (said(text).match(/[a-z]+/gi) ?? []).length > 3);
/** Digits of both kinds in one text, which a reader takes for two numbers. */
const mixedDigits = (text: string) => /[0-9]/.test(said(text)) && /[٠-٩۰-۹]/.test(said(text));

const english = { ...messagesOf("en"), ...consentsOf("en") };

describe.each(languages.filter((language) => language !== "en"))("%s", (language) => {
  const words = { ...messagesOf(language), ...consentsOf(language) };

  test("says everything that English says, and nothing more", () => {
    expect(Object.keys(words).sort()).toEqual(Object.keys(english).sort());
  });

  test("takes the same values", () => {
    const wrong = Object.entries(words).filter(
      ([key, text]) => JSON.stringify(values(text)) !== JSON.stringify(values(english[key] ?? "")),
    );
    expect(wrong).toEqual([]);
  });

  test("is no longer English", () => {
    expect(Object.entries(words).filter(([key, text]) => !unlike(text, english[key]))).toEqual([]);
  });

  test("sets Arabic commas in Arabic and digits of one kind", () => {
    expect(
      Object.entries(words).filter(([, text]) => latinComma(text) || mixedDigits(text)),
    ).toEqual([]);
  });

  test("can be said with any number", () => {
    const failures: string[] = [];
    for (const [key, text] of Object.entries(words)) {
      const t = createTranslator({
        locale: language,
        messages: { text },
        onError: (error) => failures.push(`${key}: ${error.message}`),
      });
      for (const number of [0, 1, 2, 3, 5, 11, 21, 100, 1234])
        t.rich("text", {
          ...Object.fromEntries(values(text).map((name) => [name, number])),
          ...tags(text),
        } as never);
    }
    expect(failures).toEqual([]);
  });
});

test("a Latin comma, English left standing and mixed digits are found where they are", () => {
  expect(latinComma("ليلًا, ونهارًا")).toBe(true);
  expect(latinComma("{name}: «ليلًا», «نهارًا»")).toBe(true);
  expect(latinComma("{count, plural, one {يوم واحد} other {# يوم}}، ⁨1-3, 5⁩، CT, MRI")).toBe(false);
  expect(unlike("Who saw it now", "Who saw it now")).toBe(false);
  expect(unlike("Health Lombardy", "Health Lombardy")).toBe(true);
  expect(mixedDigits("الرقم 112 خلال ٢٠ دقيقة")).toBe(true);
  expect(mixedDigits("الرقم 112 خلال 20 دقيقة")).toBe(false);
});

test("no language promises what Italian law lets no health advertisement promise", () => {
  const promises =
    /\b(best hospital|excellen[ct]|world-class|leading|eccellenz[ae]|il migliore|i migliori|exzellen|führend|les meilleurs|los mejores|лучши[ех] клиник)/i;
  const found = languages.flatMap((language) =>
    Object.entries(messagesOf(language))
      .filter(([, text]) => promises.test(text))
      .map(([key, text]) => `${language} ${key}: ${text}`),
  );
  expect(found).toEqual([]);
});
