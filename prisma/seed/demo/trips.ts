import { answerCheckIn, lookAtCheckIns } from "../../../src/journey/check-ins/commands";
import { checkInSet } from "../../../src/journey/check-ins/queries";
import { declineJourney } from "../../../src/journey/journeys/commands";
import { sayHappened, setMilestone } from "../../../src/journey/milestones/commands";
import { declineOffer } from "../../../src/journey/quotes/commands";
import { signVisaFile } from "../../../src/journey/visas/commands";
import { VisaForm } from "../../../src/journey/visas/schema";
import type { Holder, Patient, Staff } from "../../../src/platform/actor";
import { row, rows, sql } from "../../../src/platform/db/sql";
import { holderOf, hush } from "./requests";
import { done } from "./scene";
import {
  agree,
  ask,
  at,
  began,
  behind,
  dated,
  memberOf,
  offer,
  offerOf,
  settleOther,
  type Trip,
  versionOf,
} from "./trip-steps";

const transfers = "Trasferimenti Inventati";
const papers = ["visa-papers", "insurance", "outbound", "transfer-in", "lodging-before", "permit"];

/** A journey in every phase, through the portal's own commands. Adds them where none is there yet. */
export async function seedTrips(): Promise<number> {
  if (await row(sql`SELECT 1 FROM journeys`)) return 0;
  const [patient, arabic, staff, other] = await Promise.all([
    holderOf<Patient>("patient@demo.example", "patient", "patient"),
    holderOf<Patient>("patient.ar@demo.example", "patient", "patient"),
    holderOf<Staff>("coordinator@demo.example", "facility-coordinator", "staff"),
    holderOf<Staff>("coordinator.hsr@demo.example", "facility-coordinator", "staff"),
  ]);
  if (!patient || !arabic || !staff || !other) throw new Error("somebody of the cast is missing");
  const isQuiet = [patient, arabic, staff, other].map(({ personId }) => personId);
  await hush(isQuiet, true);
  try {
    await began(patient, other, "san-raffaele", { people: "1", visa: "not-needed" });
    const declined = await began(arabic, other, "san-raffaele");
    done(
      await declineJourney(other, {
        journeyId: declined.id,
        version: await versionOf(declined),
        reason: "We cannot offer this treatment this year. (invented)",
      }),
    );
    await planning(await dated(await began(patient, staff, "niguarda"), 45));
    await changing(await dated(await began(arabic, staff, "niguarda", { languages: ["ar"] }), 30));
    await arrived(await dated(await began(patient, staff, "niguarda", { visa: "not-needed" }), 1));
    const inside = await dated(await began(arabic, staff, "niguarda"), -3);
    await behind(
      inside,
      ["visa", "arrival", "admission", "operation"],
      [...papers, "lodging-companion", "transfer-hospital", "interpreter-admission"],
    );
    const home = await dated(await began(patient, staff, "niguarda", { people: "1" }), -30);
    await behind(
      home,
      [
        "visa",
        "arrival",
        "admission",
        "operation",
        "discharge",
        "fit-to-fly",
        "departure",
        "home",
        "check-2",
        "check-7",
      ],
      [
        ...papers,
        "transfer-hospital",
        "interpreter-admission",
        "interpreter-discharge",
        "transfer-lodging",
        "lodging-after",
        "equipment",
        "letter-translation",
        "home-doctor",
        "return",
        "transfer-out",
        "home-care",
      ],
    );
    await atHome(home);
  } finally {
    await hush(isQuiet, false);
  }
  return 7;
}

/** Asked twice how they are: well on the second day, with a wound to look at on the seventh. */
async function atHome(trip: Trip): Promise<void> {
  await lookAtCheckIns(new Date());
  const asked = await rows<{ id: string; day: number }>(
    sql`SELECT id, day FROM check_ins WHERE journey_id = ${trip.id} ORDER BY day`,
  );
  const set = await checkInSet();
  for (const { id, day } of asked)
    done(
      await answerCheckIn(trip.patient, id, {
        questions: Object.fromEntries(
          set.families.general.map((key) => [
            key,
            set.goodWhenYes.includes(key) || (day === 7 && key === "wound") ? "yes" : "no",
          ]),
        ),
        pain: day === 2 ? 4 : 2,
        note: "An invented answer.",
      }),
    );
}

/** Waiting for the visa: one part ordered, one with offers to compare, one with nobody left to ask. */
async function planning(trip: Trip): Promise<void> {
  await agree(trip, "lodging-companion", "Residenza Inventata Niguarda", 980);
  await ask(trip, "transfer-in", [transfers]);
  await offer(trip, "transfer-in", transfers, 110);
  await ask(trip, "interpreter-admission", ["Voci Immaginarie", "Interpreti Inesistenti"]);
  await ask(trip, "insurance", ["Coperture di Prova"]);
  const insurer = await memberOf("Coperture di Prova");
  const { id, version } = await offerOf(trip, "insurance", insurer);
  done(await declineOffer(insurer, { offerId: id, version }));
  done(
    await signVisaFile(
      trip.staff,
      { personId: trip.staff.personId } as Holder,
      VisaForm.parse({
        journeyId: trip.id,
        version: String(await versionOf(trip)),
        kindOfCare: "Intervento inventato per la dimostrazione",
        startsOn: at(45).toISOString().slice(0, 10),
        days: "12",
        inpatientDays: "5",
        total: "14000",
        deposit: "4200",
        depositCurrency: "EUR",
        depositOn: at(-2).toISOString().slice(0, 10),
      }),
    ),
  );
  await settleOther(trip, "own", ["home-care"]);
  await settleOther(trip, "not-needed", ["equipment"]);
}

/** The operation was moved by two days: what was agreed waits for its partner's answer. */
async function changing(trip: Trip): Promise<void> {
  await agree(trip, "transfer-lodging", transfers, 60);
  await agree(trip, "lodging-after", "Residenza Inventata Niguarda", 420);
  done(
    await setMilestone(trip.staff, {
      journeyId: trip.id,
      version: await versionOf(trip),
      kind: "operation",
      at: at(33),
      isFixed: false,
    }),
  );
}

/** Arrived in Lombardy: the transfer to the facility is tomorrow. */
async function arrived(trip: Trip): Promise<void> {
  await agree(trip, "transfer-hospital", transfers, 45);
  await behind(
    trip,
    [],
    ["insurance", "outbound", "transfer-in", "lodging-before", "lodging-companion"],
  );
  done(
    await sayHappened(trip.patient, {
      journeyId: trip.id,
      version: await versionOf(trip),
      kind: "arrival",
    }),
  );
}
