import type { ApartAnswer, ApartAsked, ApartName, ApartWork } from "@/platform/apart/rules";

type Tasks = {
  [Name in ApartName]: (input: ApartWork[Name]["input"]) => Promise<ApartWork[Name]["output"]>;
};

/** Each is loaded when it is first asked for: who counts pages needs no database. */
const tasks: Tasks = {
  "pages:count": async ({ bytes }) => (await import("@/platform/paper/pages")).countPages(bytes),
  "pages:only": async ({ bytes, pages }) =>
    (await import("@/platform/paper/pages")).onlyPages(bytes, pages),
  "papers:examine": async ({ paperId }) => {
    const { openKeyring } = await import("@/platform/security/keyring");
    await openKeyring();
    const { examinePaper } = await import("@/documents/examinations/commands");
    const { forgetScanner } = await import("@/documents/examinations/queries");
    // What the last piece found of the scanner is not this one's: minutes may lie between them.
    forgetScanner();
    await examinePaper(paperId);
    return null;
  },
};

process.on("message", async ({ id, name, input }: ApartAsked) => {
  const work = tasks[name] as (input: unknown) => Promise<unknown>;
  const answer: ApartAnswer = await work(input).then(
    (output) => ({ id, output }),
    (error: unknown) => ({ id, fault: error instanceof Error ? error.name : "Error" }),
  );
  process.send?.(answer);
});
process.on("disconnect", () => process.exit());
