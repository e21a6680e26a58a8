import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { withDatabase } from "./database";
import { migrate } from "./migrate";
import { main, PlainFailure } from "./steps";

// The worker takes the changes over into the search, now or when it next starts.
// npm run register:import -- FILE… [--apply]: reads the open-data registers and shows, then does, what follows.
await main(async () => {
  const { values, positionals } = parseArgs({
    options: { apply: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  if (positionals.length === 0)
    throw new PlainFailure("Name the files: npm run register:import -- FILE… [--apply]");
  await withDatabase(async (url) => {
    process.env.DATABASE_URL = url;
    await migrate(url);
    const { readRegisterFile } = await import("../src/catalogue/register/schema");
    const { planFrom } = await import("../src/catalogue/register-plan/rules");
    const { disciplineSpecialties, knownFacilities } = await import(
      "../src/catalogue/register-import/queries"
    );
    const files = positionals.map((path) => readRegisterFile(path, readIt(path)));
    for (const [at, file] of files.entries())
      console.log(
        `${positionals[at]}: ${file.kind}, ${file.rows.length} rows read, ${file.bad.length} bad${file.elsewhere ? `, ${file.elsewhere} of other regions` : ""}`,
      );

    const plan = planFrom(
      files.flatMap((file) => file.rows),
      await knownFacilities(),
      await disciplineSpecialties(),
    );
    const bad = [...files.flatMap((file) => file.bad), ...plan.bad];
    for (const one of plan.added)
      console.log(
        `add     ${one.code.padEnd(10)} ${one.name}, ${one.comune} (${one.province}) -> ${one.slug}`,
      );
    for (const one of plan.changed)
      for (const change of one.changes)
        console.log(
          `change  ${one.slug}: ${change.field} ${change.from ?? "unknown"} -> ${change.to}${change.year ? ` (${change.year})` : ""}`,
        );
    for (const one of plan.closed)
      console.log(`close   ${one.slug}: ${one.name}, in none of the files`);
    for (const remark of plan.remarks) console.log(`note    ${remark}`);
    for (const one of bad)
      console.log(
        `bad row ${one.line > 0 ? `${one.file}, line ${one.line}` : one.file}: ${one.reason}`,
      );
    const figures = plan.figures.reduce((sum, one) => sum + one.rows.length, 0);
    console.log(
      `\n${plan.added.length} to add, ${plan.changed.length} to change, ${plan.closed.length} to close, ${figures} figures read, ${bad.length} bad rows.`,
    );
    if (!values.apply) return console.log("Nothing was changed. Add --apply to do it.");

    const { applyPlan } = await import("../src/catalogue/register-import/commands");
    const done = await applyPlan(
      plan,
      positionals.map((path) => path.split("/").at(-1) ?? path),
      new Date(),
    );
    console.log(
      `Applied: ${done.added} added, ${done.changed} changed, ${done.closed} closed, ${done.figures} figures and ${done.offers} offers new or newer.`,
    );
    const { takeIn } = await import("../src/listings/loads/commands");
    const { facilityKind } = await import("../src/listings/facilities/commands");
    const { inTransaction } = await import("../src/platform/db/transaction");
    const taken = await inTransaction(async (tx) => ({
      ok: true,
      value: await takeIn(tx, facilityKind, "import", "official register"),
    }));
    if (taken.ok)
      for (const section of taken.value.kept)
        console.log(`left    ${section}: published otherwise since`);
    const { rows, sql } = await import("../src/platform/db/sql");
    const [count] = await rows<{ n: number }>(
      sql`SELECT count(*)::int AS n FROM facilities WHERE closed_on IS NULL`,
    );
    console.log(`${count?.n} facilities are in the catalogue.`);
  });
});

function readIt(path: string) {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new PlainFailure(`${path} can't be read: ${(error as Error).message}`);
  }
}
