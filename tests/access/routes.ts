import { readdirSync } from "node:fs";
import { join } from "node:path";

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

const everybody = Object.keys(people) as Who[];
/** Who acts for a facility in the care of cases. */
const facility: Who[] = ["coordinator", "triage", "specialist", "reader", "otherCoordinator"];
const office: Who[] = ["administrator", "caseCoordinator", "curator", "privacy"];

/** Who may open each page behind the sign-in, in words of the trade; a page without a line fails a test. */
export const allowed: Record<string, readonly Who[]> = {
  "/account": everybody,
  "/account/access": everybody,
  "/account/confirm": everybody,
  "/account/consents": ["patient", "otherPatient"],
  "/account/data": everybody,
  "/account/data/erase": everybody,
  "/account/notices": everybody,
  "/account/patients": everybody,
  "/account/people": ["patient", "otherPatient"],
  "/account/security": everybody,
  "/account/security/codes": everybody,
  "/sign-in/set-up": everybody,
  "/association": office,
  "/absence": [...facility, "caseCoordinator"],
  "/association/audit": ["privacy"],
  "/association/complaints": ["administrator", "privacy"],
  "/association/jobs": ["administrator"],
  "/association/numbers": ["administrator", "caseCoordinator"],
  "/association/people": ["administrator", "curator"],
  "/association/people/end": ["administrator", "curator"],
  "/association/proofs": ["administrator"],
  "/association/questions": ["administrator"],
  "/association/rights": ["privacy"],
  "/association/rules": ["administrator"],
  "/association/terms": ["administrator"],
  "/facility": facility,
  "/facility/cases": facility,
  "/facility/numbers": ["coordinator", "otherCoordinator"],
  "/facility/terms": ["coordinator", "otherCoordinator"],
  "/facility/people": ["coordinator", "otherCoordinator"],
  "/facility/people/end": ["coordinator", "otherCoordinator"],
  "/work": ["interpreter", "partner"],
  "/association/requests": ["caseCoordinator"],
  "/second-opinion/cases": ["patient", "otherPatient", "companion", "representative"],
};

const app = join(process.cwd(), "src", "app");

const isBehind = (path: string) =>
  /^\((?:account|association|facility|work|second-opinion)\)\/.*page\.tsx$/.test(path) &&
  !path.includes("/second-opinion/start");
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
