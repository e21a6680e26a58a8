import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/**
 * The whole dependency rule: a folder may import from itself and from those before it.
 * Files at the root of src put the parts together and count as app.
 */
export const order = [
  "platform",
  "ui",
  "accounts",
  "content",
  "catalogue",
  "listings",
  "partners",
  "ecosystem",
  "cases",
  "documents",
  "opinions",
  "visits",
  "journey",
  "oversight",
  "app",
  "front",
];
export const roles = [
  "schema.ts",
  "rules.ts",
  "policy.ts",
  "queries.ts",
  "commands.ts",
  "actions.ts",
  "jobs.ts",
  "mail.tsx",
  "fhir.ts",
  "guards.ts",
];
export const domains = order.slice(2, -2);

export const src = join(process.cwd(), "src");
export const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((path) => /\.tsx?$/.test(path) && !path.includes("generated"))
  .map((path) => {
    const text = readFileSync(join(src, path), "utf8");
    const imports = [...text.matchAll(/(?:from|import)\s*\(?\s*["']([^"']+)["']/g)].map((match) =>
      resolve(path, match[1] ?? ""),
    );
    const parts = path.split("/");
    return {
      path,
      text,
      imports,
      area: parts.length === 1 ? "front" : (parts[0] ?? ""),
      name: parts.at(-1) ?? "",
      parts,
    };
  });

/** An import as a path under src, or the package's name. */
function resolve(from: string, specifier: string) {
  if (specifier.startsWith("@/")) return specifier.slice(2);
  if (specifier.startsWith(".")) return relative(src, join(src, dirname(from), specifier));
  return `npm:${specifier}`;
}

export type File = (typeof files)[number];
export type Check = (file: File) => boolean;

export const violations = (among: Check, wrong: Check) =>
  files
    .filter(among)
    .filter(wrong)
    .map((file) => file.path);
export const isTest: Check = (file) => /\.test\.tsx?$/.test(file.name);
export const isRole =
  (...names: string[]): Check =>
  (file) =>
    domains.includes(file.area) && names.includes(file.name);
export const importsAny =
  (pattern: RegExp): Check =>
  (file) =>
    file.imports.some((path) => pattern.test(path));
