import { expect, test } from "vitest";
import { searchIndex } from "@/catalogue/search-memory/queries";
import { isPage } from "@/catalogue/search-pages/rules";
import { urgentOf } from "@/catalogue/urgency/rules";
import { rows, sql } from "@/platform/db/sql";
import { languages } from "@/platform/i18n/rules";

type Entry = { kind: string; id: string; body: { targets?: string[]; near?: string[] } };
const entries = () => rows<Entry>(sql`SELECT kind, id, body FROM search_entries`);

test("what stories, medicines and missing things lead to is there", async () => {
  const { topicOf } = await searchIndex();
  const astray: string[] = [];
  for (const { kind, id, body } of await entries())
    for (const target of [...(body.targets ?? []), ...(body.near ?? [])]) {
      const [what, name = ""] = target.split(":");
      const isThere =
        what === "page"
          ? isPage(name)
          : what === "danger"
            ? urgentOf("en", [name]) !== undefined
            : topicOf(target) !== undefined;
      if (!isThere) astray.push(`${kind} ${id}: ${target}`);
    }
  expect(astray).toEqual([]);
});

test("every medicine and story leads to something that is there today", async () => {
  const { topicOf } = await searchIndex();
  const empty = (await entries()).filter(
    ({ body }) =>
      body.targets &&
      !body.targets.some(
        (target) => /^(?:page|danger):/.test(target) || topicOf(target) !== undefined,
      ),
  );
  expect(empty.map(({ kind, id }) => `${kind} ${id}`)).toEqual([]);
});

test("there are at least three hundred medicines", async () => {
  expect((await entries()).filter((one) => one.kind === "drug").length).toBeGreaterThanOrEqual(300);
});

test("a danger is answered in every language, with a number to call", () => {
  for (const language of languages) {
    const urgent = urgentOf(language, ["poisoning", "selfHarm"]);
    expect(urgent).toMatchObject({ kind: "selfHarm", number: "112" });
    expect(urgent?.lines.length).toBeGreaterThan(0);
  }
});
