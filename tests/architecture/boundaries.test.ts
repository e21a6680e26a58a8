import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  type Check,
  domains,
  type File,
  files,
  importsAny,
  isRole,
  isTest,
  order,
  roles,
  src,
  violations,
} from "../support/sources";

describe("folders", () => {
  test("src holds folders of the order and nothing else", () => {
    const folders = readdirSync(src, { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    expect(folders.map((folder) => folder.name).filter((name) => !order.includes(name))).toEqual(
      [],
    );
  });

  test("imports point backwards in the order", () => {
    const wrong = files.flatMap((file) =>
      file.imports
        .filter((path) => order.indexOf(path.split("/")[0] ?? "") > order.indexOf(file.area))
        .map((path) => `${file.path} -> ${path}`),
    );
    expect(wrong).toEqual([]);
  });

  test("domains do not use one another's actions", () => {
    const wrong = files.flatMap((file) =>
      file.imports
        .filter(
          (path) =>
            domains.includes(file.area) &&
            !path.startsWith(`${file.area}/`) &&
            domains.some((domain) => path.startsWith(`${domain}/`)) &&
            path.endsWith("/actions"),
        )
        .map((path) => `${file.path} -> ${path}`),
    );
    expect(wrong).toEqual([]);
  });

  test("the nouns of a domain form no cycle", () => {
    const nounOf = (path: string) => path.split("/").slice(0, 2).join("/");
    const uses = new Map<string, Set<string>>();
    for (const file of files)
      if (domains.includes(file.area) && !isTest(file))
        for (const path of file.imports)
          if (path.startsWith(`${file.area}/`) && nounOf(path) !== nounOf(file.path))
            uses.set(
              nounOf(file.path),
              (uses.get(nounOf(file.path)) ?? new Set()).add(nounOf(path)),
            );
    const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
      [...(uses.get(from) ?? [])].some(
        (next) => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))),
      );
    expect([...uses.keys()].filter((noun) => reaches(noun, noun)).sort()).toEqual([]);
  });

  test("a noun's folder holds the known roles, their tests and components", () => {
    expect(
      violations(
        (file) => domains.includes(file.area) && file.parts[2] !== "components",
        (file) => file.parts.length !== 3 || !(roles.includes(file.name) || isTest(file)),
      ),
    ).toEqual([]);
  });
});

describe("roles", () => {
  test("schema, rules and policy are pure", () => {
    expect(
      violations(
        isRole("schema.ts", "rules.ts", "policy.ts"),
        importsAny(/^npm:(next|react|server-only)|^platform\/db/),
      ),
    ).toEqual([]);
  });

  test("only queries and commands speak to the database", () => {
    const mayAsk: Check = (file) =>
      ["platform", "front"].includes(file.area) ||
      isTest(file) ||
      isRole("queries.ts", "commands.ts")(file);
    expect(violations((file) => !mayAsk(file), importsAny(/^platform\/db/))).toEqual([]);
  });

  test("components get their data as props", () => {
    const asks = (file: File) =>
      [...file.text.matchAll(/^import (?!type)[^;]*\/(?:queries|commands)";/gm)].length > 0;
    expect(violations((file) => file.path.includes("/components/"), asks)).toEqual([]);
  });

  test("pages read through queries and write through actions; only a file's route writes, into the record", () => {
    expect(
      violations(
        (file) => file.area === "app" && file.parts[1] !== "api",
        importsAny(/\/commands$/),
      ),
    ).toEqual([]);
  });

  test("server actions live in actions.ts, and every export of one is an action", () => {
    const isAction = (file: File) => /^["']use server["']/m.test(file.text);
    expect(violations(isAction, (file) => !isRole("actions.ts")(file))).toEqual([]);
    expect(
      violations(isRole("actions.ts"), (file) => !/^["']use server["']/.test(file.text)),
    ).toEqual([]);
    expect(
      violations(isRole("actions.ts"), (file) =>
        /^export (?!async function \w+Action\(|type )/m.test(file.text),
      ),
    ).toEqual([]);
  });

  test("every action names its guard, except those at the door, whose commands count the tries", () => {
    const door = [
      "signInAction",
      "askForLinkAction",
      "signInByLinkAction",
      "registerAction",
      "confirmAction",
      "acceptAction",
      "acceptKnownAction",
      "firstAdministratorAction",
      "changeEmailAction",
      "checkFlagsAction",
      "sendImagesAction",
      "beginApplicationAction",
      "sendLinksAgainAction",
      "saveFirmAction",
      "saveContactAction",
      "saveWorkAction",
      "addPaperByLinkAction",
      "removePaperByLinkAction",
      "submitApplicationAction",
      "reportBrokerAction",
      "complainAboutAction",
    ];
    const unguarded = files.filter(isRole("actions.ts")).flatMap((file) =>
      file.text
        .split(/^export async function /m)
        .slice(1)
        .filter(
          (body) =>
            !/\brequire(?:Holder|HolderWithProof|FreshProof|Unfinished|Actor|Patient|Staff|Office|Partner|LinguistOrPartner)\(/.test(
              body,
            ),
        )
        .map((body) => body.slice(0, body.indexOf("("))),
    );
    expect(unguarded.filter((name) => !door.includes(name))).toEqual([]);
  });

  test("every page behind the sign-in, and every route of a file, names its guard", () => {
    const isBehind: Check = (file) =>
      /^app\/\[locale\]\/\((?:account|association|facility|partner|work|second-opinion|journey)\)\/.*page\.tsx$|^app\/api\/.*route\.ts$/.test(
        file.path,
      ) &&
      !file.path.includes("/second-opinion/start/") &&
      // A calendar is read by a program without an account: its address is the proof, made and checked by us.
      !file.path.startsWith("app/api/calendars/");
    expect(files.filter(isBehind).length).toBeGreaterThan(15);
    expect(
      violations(
        isBehind,
        (file) =>
          !/\brequire(?:Holder|HolderWithProof|FreshProof|Unfinished|Actor|Patient|Staff|Office|Partner|LinguistOrPartner)\(/.test(
            file.text,
          ),
      ),
    ).toEqual([]);
  });

  test("an actor is made only by a guard, or from a session that a token has opened", () => {
    expect(
      violations(
        (file) =>
          !isTest(file) &&
          !["accounts/sessions/guards.ts", "accounts/sessions/queries.ts"].includes(file.path),
        (file) =>
          /\bas (?:unknown as )?(?:Actor|Patient|Relative|Staff|Linguist|Partner|Office|Holder)\b/.test(
            file.text,
          ),
      ),
    ).toEqual([]);
  });

  test("what runs only on the server says so", () => {
    expect(
      violations(
        isRole("queries.ts", "commands.ts", "jobs.ts", "mail.tsx", "guards.ts"),
        (file) => !file.text.startsWith('import "server-only"'),
      ),
    ).toEqual([]);
  });

  test("only forms are written with hooks; the front takes their scripts out again, so that every page is a plain document", () => {
    const hooked = files
      .filter((file) => /^["']use client["']/m.test(file.text))
      .map((file) => file.path);
    expect(hooked.sort()).toEqual([
      "accounts/factors/components/enrol-form.tsx",
      "ui/forms/area.tsx",
      "ui/forms/fields.tsx",
      "ui/forms/form.tsx",
    ]);
  });

  test("no style stands in an element, because the content policy would refuse it", () => {
    expect(
      violations(
        (file) => file.name.endsWith(".tsx"),
        (file) => /\bstyle=\{/.test(file.text),
      ),
    ).toEqual([]);
  });

  test("only the theme names a colour", () => {
    const colour = /#[0-9a-f]{6}\b|#[0-9a-f]{3}\b(?=["')])|\brgba?\(|\bhsla?\(/i;
    expect(
      violations(
        (file) =>
          file.name.endsWith(".tsx") &&
          file.path !== "app/[locale]/layout.tsx" &&
          file.area !== "front",
        (file) => colour.test(file.text),
      ),
    ).toEqual([]);
  });
});

test("no file is longer than 300 lines", () => {
  const long = ["src", "tests", "prisma", "bin"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => /\.tsx?$/.test(path) && !path.includes("generated"))
      .map((path) => join(folder, path))
      .filter((path) => readFileSync(path, "utf8").split("\n").length > 301),
  );
  expect(long).toEqual([]);
});
