import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { currentWordings } from "@/accounts/consents/queries";
import { consentKinds } from "@/accounts/consents/rules";
import { languages } from "@/platform/i18n/rules";
import { insertConsentTexts } from "../../prisma/seed/accounts";
import { ask } from "../support/people";

const folder = join(process.cwd(), "prisma/seed/reference/consents");

type File = { version: number; texts: Record<string, { title: string; body: string[] }> };
const fileOf = (language: string): File =>
  JSON.parse(readFileSync(join(folder, `${language}.json`), "utf8"));

describe("the wordings", () => {
  test.each(languages.map((language) => [language]))(
    "are all there in %s, each with a title and words of its own",
    (language) => {
      const { version, texts } = fileOf(language);
      expect(version).toBe(fileOf("en").version);
      expect(Object.keys(texts).sort()).toEqual([...consentKinds].sort());
      for (const [kind, { title, body }] of Object.entries(texts)) {
        expect([kind, title.trim().length > 3, body.length]).toEqual([
          kind,
          true,
          fileOf("en").texts[kind]?.body.length,
        ]);
        expect(body.every((part) => part.trim().length > 10)).toBe(true);
        if (language !== "en") expect(body.join()).not.toBe(fileOf("en").texts[kind]?.body.join());
      }
      const words = Object.values(texts).map(({ title, body }) => `${title} ${body.join(" ")}`);
      expect(new Set(words).size).toBe(consentKinds.length);
    },
  );

  test("are eight files, one for each language and none beside", () => {
    expect(readdirSync(folder).sort()).toEqual(
      languages.map((language) => `${language}.json`).sort(),
    );
    expect(languages).toHaveLength(8);
  });

  test("stand in the database as they stand in the files, under a hash of their own words", async () => {
    for (const language of languages) {
      const found = await currentWordings(language);
      expect(found.map((one) => one.kind).sort()).toEqual([...consentKinds].sort());
      for (const { kind, version, title, body, hash } of found) {
        expect({ title, body }).toEqual(fileOf(language).texts[kind]);
        expect(hash).toBe(
          createHash("sha256")
            .update(JSON.stringify([kind, version, language, title, body]))
            .digest("hex"),
        );
      }
    }
  });

  test("can't be changed or removed once published, not even by the owner of the database", async () => {
    await expect(
      ask("UPDATE consent_texts SET title = title || '.' WHERE kind = 'terms'"),
    ).rejects.toMatchObject({ code: "42501" });
    await expect(
      ask("UPDATE consent_texts SET published_on = published_on WHERE kind = 'terms'"),
    ).rejects.toMatchObject({ code: "42501" });
    await expect(
      ask("DELETE FROM consent_texts WHERE kind = 'marketing' AND language = 'zh'"),
    ).rejects.toMatchObject({ code: "42501" });
    await expect(ask("TRUNCATE consent_texts")).rejects.toThrow();
    expect(await ask("SELECT 1 FROM consent_texts")).toHaveLength(
      consentKinds.length * languages.length,
    );
  });

  test("are not loaded again under the same version with other words", async () => {
    const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
    await client.connect();
    const file = fileOf("it");
    const load = (version: number, title: string) =>
      insertConsentTexts(client, {
        it: {
          version,
          publishedOn: "2026-12-01",
          texts: { terms: { title, body: file.texts.terms?.body ?? [] } },
        },
      });
    try {
      await load(1, file.texts.terms?.title ?? "");
      await expect(load(1, "Altre parole")).rejects.toThrow("was published with other words");
    } finally {
      await client.end();
    }
  });
});
