import { readdirSync } from "node:fs";
import { join } from "node:path";
import { isFor, personalPlaces } from "@/app/places";

/** Of the invented people, who acts in what. */
export const people = {
  patient: "patient@demo.example",
  otherPatient: "patient.ar@demo.example",
  companion: "companion@demo.example",
  representative: "representative@demo.example",
  coordinator: "coordinator@demo.example",
  triage: "triage@demo.example",
  specialist: "specialist@demo.example",
  reader: "reader@demo.example",
  otherCoordinator: "coordinator.hsr@demo.example",
  interpreter: "interpreter@demo.example",
  partner: "partner@demo.example",
  administrator: "administrator@demo.example",
  caseCoordinator: "case@demo.example",
  curator: "curator@demo.example",
  privacy: "privacy@demo.example",
} as const;
export type Who = keyof typeof people;

/** The role that each acts in. */
const roleOf: Record<Who, string> = {
  patient: "patient",
  otherPatient: "patient",
  companion: "companion",
  representative: "representative",
  coordinator: "facility-coordinator",
  triage: "medical-triage",
  specialist: "specialist",
  reader: "second-reader",
  otherCoordinator: "facility-coordinator",
  interpreter: "interpreter",
  partner: "partner",
  administrator: "administrator",
  caseCoordinator: "case-coordinator",
  curator: "partner-curator",
  privacy: "privacy-officer",
};

/** Who may open each page behind the sign-in; a page of the disk without a line fails a test. */
export const allowed: Record<string, readonly Who[]> = Object.fromEntries(
  personalPlaces.map((place) => [
    place.path,
    (Object.keys(people) as Who[]).filter((who) => isFor(place, roleOf[who])),
  ]),
);

const app = join(process.cwd(), "src", "app");

const isBehind = (path: string) =>
  /^\((?:account|association|facility|partner|work|second-opinion|journey)\)\/.*page\.tsx$/.test(
    path,
  ) && !path.includes("/second-opinion/start");
const behind = readdirSync(join(app, "[locale]"), { recursive: true, encoding: "utf8" })
  .filter(isBehind)
  .map((path) => path.replace(/^\([a-z-]+\)/, "").replace(/\/page\.tsx$/, ""))
  .sort();

/** The pages behind the sign-in, as they lie on the disk; and those of one request, which have a test of their own. */
export const pagesOnDisk = behind.filter((path) => !path.includes("["));
export const pagesOfRequests = behind.filter((path) => path.includes("["));

/** The routes that give out files. */
export const filesOnDisk = readdirSync(join(app, "api"), { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith("route.ts"))
  .map((path) => `/api/${path.replace(/\/route\.ts$/, "")}`)
  .sort();
