import { expect, test } from "vitest";
import { beginJourney, cancelJourney } from "@/journey/journeys/commands";
import { journeyHead } from "@/journey/journeys/queries";
import { askPartners } from "@/journey/offers/commands";
import { openVisaFile, signVisaFile } from "@/journey/visas/commands";
import { visaFileFor, visaFilesOf, visaVerifiedBy } from "@/journey/visas/queries";
import { depositNeeded } from "@/journey/visas/rules";
import { VisaForm } from "@/journey/visas/schema";
import { sql } from "@/platform/db/sql";
import { beginning, firm, leg, opened, type Trip, versionOf } from "../support/journeys";
import { read } from "../support/papers";
import { arrive, ask, done, granted, holder, once, one, patient, staff } from "../support/people";

const form = {
  journeyId: "00000000-0000-4000-8000-000000000000",
  version: "1",
  kindOfCare: "Intervento alla tiroide",
  startsOn: "2027-02-01",
  days: "20",
  inpatientDays: "5",
  total: "12000,50",
  deposit: "3600.15",
  depositCurrency: "EUR",
  depositOn: "2026-11-30",
};

/** A trip whose facility's coordinator has just shown who they are. */
async function withSigner(more: Record<string, unknown> = {}) {
  const trip = await opened(more);
  const who = await arrive("facility-coordinator", { facility: "niguarda", name: "Carla Firma" });
  return { trip, who, coordinator: staff(who) };
}
const input = async (trip: Trip, more: Record<string, string> = {}) =>
  VisaForm.parse({
    ...form,
    journeyId: trip.id,
    version: String(await versionOf(trip.id)),
    ...more,
  });

test("the deposit is 30 % of the likely cost, to the cent, in the form that refuses less", () => {
  expect(depositNeeded(1_200_050)).toBe(360_015);
  const issues = (more: Record<string, string>) =>
    VisaForm.safeParse({ ...form, ...more }).error?.issues.map(({ message }) => message) ?? [];
  expect(issues({})).toEqual([]);
  expect(issues({ deposit: "3600.14" })).toEqual(["deposit"]);
  expect(issues({ deposit: "3000", depositCurrency: "USD" })).toEqual([]);
  expect(issues({ inpatientDays: "21" })).toEqual(["number"]);
  expect(issues({ startsOn: "2027-02-29" })).toEqual(["date"]);
  expect(issues({ depositOn: "2999-01-01" })).toEqual(["future"]);
  expect(issues({ total: "-1" })).toContain("money");
});

test("signed with a fresh proof, in Italian with the patient's language beside it, each law line named; the paper is the same each time", async () => {
  const { trip, who, coordinator } = await withSigner();
  await ask("UPDATE people SET language = 'de' WHERE id = $1", [trip.whose.personId]);
  expect(await signVisaFile(coordinator, null, await input(trip))).toEqual({
    ok: false,
    reason: "needsProof",
  });
  const other = await arrive("facility-coordinator", { facility: "san-raffaele" });
  expect(await signVisaFile(staff(other), holder(other), await input(trip))).toEqual({
    ok: false,
    reason: "not-found",
  });
  granted(await signVisaFile(coordinator, holder(who), await input(trip)));
  const [file] = await visaFilesOf(trip.actor, trip.id);
  const paper = await openVisaFile(trip.actor, file?.id ?? "");
  const again = await visaFileFor(coordinator, file?.id ?? "");
  expect(again?.bytes.equals(paper?.bytes ?? Buffer.alloc(0))).toBe(true);
  const { pages } = await read(paper?.bytes ?? Buffer.alloc(0));
  const text = pages.flatMap(({ told }) => told.map(([, words]) => words)).join(" ");
  for (const words of [
    "Dichiarazione della struttura",
    "Erklärung der Einrichtung",
    "Carla Firma",
    "Intervento alla tiroide",
    file?.code ?? "?",
  ])
    expect(text.replaceAll(/\s+/g, " ")).toContain(words);
  for (const line of ["a)", "b)", "c)", "d)"])
    expect(text.replaceAll(/\s+/g, " ")).toContain(`DPR 394/1999, art. 44, c. 1, ${line}`);
  const entries = await ask(
    "SELECT 1 FROM audit_entries WHERE about = $1 AND action = 'journey.visa-opened'",
    [trip.whose.personId],
  );
  expect(entries).toHaveLength(1);
  const stranger = patient(await arrive());
  expect(await visaFileFor(stranger, file?.id ?? "")).toBeNull();
  expect(await visaFilesOf(stranger, trip.id)).toEqual([]);
});

test("a newer one replaces it and the code says so, naming nobody; what was signed cannot be changed", async () => {
  const { trip, who, coordinator } = await withSigner();
  granted(await signVisaFile(coordinator, holder(who), await input(trip)));
  granted(await signVisaFile(coordinator, holder(who), await input(trip, { days: "25" })));
  const files = await visaFilesOf(coordinator, trip.id);
  expect(files.map(({ replacedAt }) => replacedAt === null)).toEqual([true, false]);
  const [latest, older] = await Promise.all(files.map(({ code }) => visaVerifiedBy(code)));
  expect([latest?.isLatest, older?.isLatest]).toEqual([true, false]);
  expect(Object.keys(latest ?? {}).sort()).toEqual(["facility", "isLatest", "signedAt"]);
  await expect(
    done((tx) => tx.run(sql`UPDATE visa_files SET body = 'x' WHERE journey_id = ${trip.id}`)),
  ).rejects.toThrow(/stays as it is/);
  const without = await withSigner({ visa: "not-needed" });
  expect(
    await signVisaFile(without.coordinator, holder(without.who), await input(without.trip)),
  ).toEqual({ ok: false, reason: "illegal" });
  const stored = await one<{ body: string }>("SELECT body FROM visa_files LIMIT 1");
  expect(stored.body).not.toContain("tiroide");
});

test("a journey that has ended is closed to its facility: needs, telephone and address are read no more", async () => {
  const { trip, coordinator } = await withSigner();
  expect((await journeyHead(coordinator, trip.code, "en"))?.details?.meeting.firstName).toBe(
    "Amal",
  );
  granted(
    await cancelJourney(trip.actor, { journeyId: trip.id, version: await versionOf(trip.id) }),
  );
  expect((await journeyHead(coordinator, trip.code, "en"))?.details).toBeNull();
  expect((await journeyHead(trip.actor, trip.code, "en"))?.details?.meeting.firstName).toBe("Amal");
});

test("nothing is begun or asked on a wording that does not exist", async () => {
  const actor = patient(await arrive());
  expect(await beginJourney(actor, once(), beginning({ consentVersion: "999" }))).toEqual({
    ok: false,
    reason: "noConsent",
  });
  const { trip } = await withSigner();
  const car = await firm("transfer", { features: ["wheelchair"] });
  expect(
    await askPartners(trip.actor, {
      legId: (await leg(trip, "transfer-in")).id,
      version: await versionOf(trip.id),
      services: [car.serviceId],
      consentVersion: 999,
      consentLanguage: "en",
    }),
  ).toEqual({ ok: false, reason: "noConsent" });
});
