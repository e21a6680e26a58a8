import { beforeAll, describe, expect, test } from "vitest";
import { readRegisterFile } from "@/catalogue/register/schema";
import { applyPlan } from "@/catalogue/register-import/commands";
import { disciplineSpecialties, knownFacilities } from "@/catalogue/register-import/queries";
import { planFrom } from "@/catalogue/register-plan/rules";
import { db } from "@/platform/db/prisma";

// Small files in the published forms; the houses in them are made up, but for Niguarda's code and Lodi's.
const structures = `code,name,regione,comune,aslTerritoriale,codiceAzienda,tipoStruttura,naturaGiuridica
030701,ASST PROVA,030,015146,030321,701,0,Pubblico
030990,OSPEDALE DI PROVA - SALO',030,017170,030326,712,1,Pubblico
030991,CASA DI CURA LONTANA - MILANO,030,015146,030321,322,5.1,Privato
030992,SENZA LUOGO,030,015999,030321,322,5.1,Privato
`;
const sites = `id,hospital_name,lat,lon,geo_qual,street,city,cc,country,cap_beds,facility_type,ref_date,pub_date
712-30990-,OSPEDALE DI PROVA - SALO',45.607,10.52,-1,"VIA DELLE PROVE,12",SALO',IT,Italy,120,Ospedale a gestione diretta,01/01/20,16/04/2020
322-30991-,CASA DI CURA LONTANA - MILANO,45.1,10.9,-1,VIA B 2,MILANO,IT,Italy,60,Casa di cura privata accreditata,01/01/20,16/04/2020
701-30913-,OSPEDALE NIGUARDA - MILANO,45.50925,9.1888,-1,PIAZZA 3,MILANO,IT,Italy,900,Ospedale a gestione diretta,01/01/20,16/04/2020
`;
const discharges = (
  home: string,
) => `Anno di dimissione,Codice Istituto,Denominazione Istituto,Num decessi,Num dimissioni a domicilio,Num dimissioni verso altra struttura
2022,03099000,OSPEDALE DI PROVA - SALO',***,1.200,40
2023,03006700,OSPEDALE MAGGIORE DI LODI,300,${home},500
`;

const files = (home = "12.000") => [
  readRegisterFile("structures.csv", Buffer.from(structures)),
  readRegisterFile("sites.csv", Buffer.from(sites)),
  readRegisterFile("discharges.csv", Buffer.from(discharges(home))),
];
const plan = async (home?: string) =>
  planFrom(
    files(home).flatMap((file) => file.rows),
    await knownFacilities(),
    await disciplineSpecialties(),
  );
const facility = (slug: string) =>
  db().facility.findUniqueOrThrow({
    where: { slug },
    include: { facts: true, figures: true, sources: true },
  });
const today = new Date("2026-11-22");

describe("an import", () => {
  let first: Awaited<ReturnType<typeof plan>>;
  beforeAll(async () => {
    first = await plan();
  });

  test("shows what it would add, change and close, and changes nothing by that", async () => {
    expect(first.added.map((one) => [one.slug, one.name, one.comune, one.province])).toEqual([
      ["ospedale-di-prova", "Ospedale di Prova", "Salò", "BS"],
      ["casa-di-cura-lontana", "Casa di Cura Lontana", "Milano", "MI"],
    ]);
    expect(first.changed).toEqual([
      {
        slug: "lodi",
        changes: [expect.objectContaining({ field: "discharges", to: "12800", year: 2023 })],
      },
    ]);
    expect(first.closed).toEqual([]);
    expect(await db().facility.count({ where: { slug: "ospedale-di-prova" } })).toBe(0);
  });

  test("names the row it can't place, with its file and line, and the coordinates it does not believe", () => {
    expect(first.bad).toEqual([
      { file: "structures.csv", line: 5, reason: expect.stringContaining("comune") },
    ]);
    expect(first.remarks.join("\n")).toMatch(/030991.*coordinates/);
    expect(first.added[1]).toMatchObject({ lat: null, lon: null });
  });

  test("keeps a newer count than the register's: Niguarda's beds of 2026 stay", () => {
    expect(first.changed.map((one) => one.slug)).not.toContain("niguarda");
  });

  test("once applied adds with source and date, and finds nothing to do the second time", async () => {
    const done = await applyPlan(first, ["a"], today);
    expect(done).toMatchObject({ added: 2, changed: 1, closed: 0 });
    const added = await facility("ospedale-di-prova");
    expect(added).toMatchObject({
      ministryCode: "030990",
      beds: 120,
      bedsYear: 2020,
      street: "Via delle Prove 12",
      discharges: null,
    });
    expect(added.facts.find((fact) => fact.field === "beds")).toMatchObject({
      isSourced: true,
      sourceDate: "2020-01-01",
      confirmedBy: null,
    });
    expect(added.figures.find((figure) => figure.indicator === "deaths")?.value).toBeNull();
    const again = await plan();
    expect([again.added, again.changed, again.closed]).toEqual([[], [], []]);
    expect(await applyPlan(again, ["a"], today)).toEqual({
      added: 0,
      changed: 0,
      closed: 0,
      figures: 0,
      offers: 0,
    });
  });

  test("never overwrites what a facility has confirmed", async () => {
    const { id } = await facility("lodi");
    await db().facilityFact.update({
      where: { facilityId_field: { facilityId: id, field: "discharges" } },
      data: { confirmedBy: "facility", confirmedOn: today },
    });
    await db().facility.update({ where: { id }, data: { discharges: 1, dischargesYear: 2021 } });
    const next = await plan("13.000");
    expect(next.changed.map((one) => one.slug)).not.toContain("lodi");
    // Also when the plan was made before the confirmation.
    await applyPlan({ ...first, added: [] }, ["a"], today);
    expect((await facility("lodi")).discharges).toBe(1);
    const own = first.changed.flatMap((one) =>
      one.slug === "lodi"
        ? [{ ...one, changes: one.changes.filter(({ field }) => field === "discharges") }]
        : [],
    );
    expect(own).toHaveLength(1);
    // And what stayed is not counted as changed.
    expect(await applyPlan({ ...first, added: [], changed: own }, ["a"], today)).toMatchObject({
      changed: 0,
    });
  });

  test("is one transaction: a plan that fails half-way leaves nothing", async () => {
    const before = await db().facility.count();
    const [one] = first.added;
    if (!one) throw new Error("the plan has an addition");
    await expect(
      applyPlan(
        {
          ...first,
          changed: [],
          added: [
            { ...one, slug: "fresh-one", code: "030993" },
            { ...one, slug: "niguarda", code: "030994" },
          ],
        },
        ["a"],
        today,
      ),
    ).rejects.toThrow();
    expect(await db().facility.count()).toBe(before);
  });

  test("closes what a register brought and no file names any more", async () => {
    const rest = planFrom(
      files().flatMap((file) => file.rows.filter((row) => row.code !== "030991")),
      await knownFacilities(),
      {},
    );
    expect(rest.closed.map((one) => one.slug)).toEqual(["casa-di-cura-lontana"]);
  });

  test("takes beds of a discipline as evidence for its general specialty, with the count as reason", async () => {
    const header =
      "Anno;Codice Regione;Codice struttura;Subcodice;Denominazione Struttura/Stabilimento;Comune;Sigla Provincia;Codice disciplina;Descrizione disciplina;Totale posti letto";
    const beds = readRegisterFile(
      "beds.csv",
      Buffer.from(
        `${header}\n2023;030;30990;;OSPEDALE DI PROVA;SALO';BS;09;CHIRURGIA GENERALE;20\n2023;030;30990;;OSPEDALE DI PROVA;SALO';BS;09;CHIRURGIA GENERALE;4\n`,
      ),
    );
    await applyPlan(
      planFrom(beds.rows, await knownFacilities(), await disciplineSpecialties()),
      ["beds"],
      today,
    );
    const { id } = await facility("ospedale-di-prova");
    expect(await db().offer.findMany({ where: { facilityId: id } })).toMatchObject([
      {
        topicId: "S26",
        isSourced: true,
        strength: 2,
        sourceDate: "2023-01-01",
      },
    ]);
    expect(
      await db().statementMeasure.findMany({ where: { statement: { facilityId: id } } }),
    ).toMatchObject([{ count: "beds", value: 24, year: 2023, label: "09 Chirurgia Generale" }]);
  });
});
