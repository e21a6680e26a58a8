import type { AppConfig } from "next-intl";
import { filterNames } from "@/catalogue/facilities/schema";
import { listNames } from "@/partners/listing/rules";
import { facilityRoles, officeRoles, type Role, relativeRoles } from "@/platform/roles";

type NavWord = keyof AppConfig["Messages"]["accounts"]["nav"];

/** A page that knows its reader: where it lies below the language, who may open it, and its word in the navigation. */
type PersonalPlace = {
  path: `/${string}`;
  /** The roles it is for; what is not for one does not exist for them. */
  roles: readonly Role[] | "everybody";
  nav?: NavWord;
  /** To whom the navigation names it, where that is fewer than may open it. */
  navRoles?: readonly Role[];
};
/** A public page by its first step, with the names of the parameters that change what it shows. */
type PublicPlace = { path: string; takes: readonly string[] };

const caseRoles: readonly Role[] = facilityRoles.filter(
  (role) => role !== "facility-editor" && role !== "facility-approver",
);
/** Who works on a facility's listing; and the association, in the open. */
const listingRoles: readonly Role[] = [
  "facility-editor",
  "facility-approver",
  "facility-coordinator",
];
const deskRoles: readonly Role[] = [...listingRoles, "administrator"];
const ofCases: readonly Role[] = ["patient", ...relativeRoles];

/** Every page behind the sign-in, once, in the order of the navigation: one's work first, then one's own matters. */
export const personalPlaces: readonly PersonalPlace[] = [
  { path: "/desk", roles: deskRoles, nav: "listing", navRoles: listingRoles },
  { path: "/desk/edit", roles: deskRoles },
  { path: "/desk/review", roles: deskRoles },
  { path: "/desk/history", roles: deskRoles },
  { path: "/desk/translations", roles: deskRoles },
  { path: "/desk/proofs", roles: deskRoles },
  { path: "/desk/preview", roles: deskRoles },
  { path: "/facility", roles: facilityRoles, nav: "facility" },
  { path: "/facility/cases", roles: caseRoles, nav: "cases" },
  { path: "/facility/journey", roles: ["facility-coordinator"], nav: "expected" },
  {
    path: "/facility/check-ins",
    roles: ["facility-coordinator", "medical-triage", "specialist"],
    nav: "checkIns",
  },
  { path: "/facility/clearances", roles: ["specialist"], nav: "clearances" },
  { path: "/facility/people", roles: ["facility-coordinator"], nav: "facilityPeople" },
  { path: "/facility/people/end", roles: ["facility-coordinator"] },
  { path: "/facility/terms", roles: ["facility-coordinator"], nav: "terms" },
  { path: "/facility/numbers", roles: ["facility-coordinator"], nav: "numbers" },
  { path: "/work", roles: ["interpreter", "translator", "partner"], nav: "work" },
  { path: "/partner", roles: ["partner"], nav: "partner" },
  { path: "/partner/orders", roles: ["partner"], nav: "partnerOrders" },
  { path: "/partner/profile", roles: ["partner"], nav: "partnerProfile" },
  { path: "/partner/services", roles: ["partner"], nav: "partnerServices" },
  { path: "/partner/services/edit", roles: ["partner"] },
  { path: "/partner/papers", roles: ["partner"], nav: "partnerPapers" },
  { path: "/partner/people", roles: ["partner"], nav: "partnerPeople" },
  { path: "/partner/people/end", roles: ["partner"] },
  { path: "/association", roles: officeRoles, nav: "association" },
  { path: "/association/requests", roles: ["case-coordinator"], nav: "desk" },
  { path: "/association/journey", roles: ["case-coordinator"], nav: "journeys" },
  { path: "/association/people", roles: ["administrator", "partner-curator"], nav: "staff" },
  { path: "/association/people/end", roles: ["administrator", "partner-curator"] },
  {
    path: "/association/partners",
    roles: ["partner-curator", "administrator"],
    nav: "partners",
  },
  { path: "/association/brokers", roles: ["partner-curator", "administrator"], nav: "brokers" },
  {
    path: "/association/partner-complaints",
    roles: ["partner-curator", "administrator"],
    nav: "partnerComplaints",
  },
  {
    path: "/association/facilities",
    roles: ["administrator", "partner-curator", "case-coordinator"],
    nav: "facilities",
  },
  { path: "/association/listings", roles: ["administrator"], nav: "listings" },
  { path: "/association/proofs", roles: ["administrator"], nav: "proofs" },
  { path: "/association/jobs", roles: ["administrator"], nav: "jobs" },
  { path: "/association/terms", roles: ["administrator"], nav: "termsDesk" },
  { path: "/association/questions", roles: ["administrator"], nav: "questions" },
  { path: "/association/rules", roles: ["administrator"], nav: "rules" },
  { path: "/association/audit", roles: ["privacy-officer"], nav: "audit" },
  { path: "/association/rights", roles: ["privacy-officer"], nav: "rights" },
  {
    path: "/association/numbers",
    roles: ["administrator", "case-coordinator"],
    nav: "numbers",
  },
  {
    path: "/association/complaints",
    roles: ["administrator", "privacy-officer"],
    nav: "complaints",
  },
  {
    path: "/absence",
    roles: [...caseRoles.filter((role) => role !== "material-coordinator"), "case-coordinator"],
    nav: "absence",
  },
  { path: "/second-opinion/cases", roles: ofCases, nav: "requests" },
  { path: "/journey", roles: ofCases, nav: "journeys" },
  { path: "/journey/new", roles: ["patient"] },
  { path: "/account", roles: "everybody", nav: "account" },
  { path: "/account/notices", roles: "everybody", nav: "notices" },
  { path: "/account/security", roles: "everybody", nav: "security" },
  { path: "/account/security/codes", roles: "everybody" },
  { path: "/account/confirm", roles: "everybody" },
  { path: "/account/people", roles: ["patient"], nav: "people" },
  { path: "/account/patients", roles: "everybody", nav: "patients", navRoles: relativeRoles },
  { path: "/account/consents", roles: ["patient"], nav: "consents" },
  { path: "/account/access", roles: "everybody", nav: "access" },
  { path: "/account/data", roles: "everybody", nav: "data" },
  { path: "/account/data/erase", roles: "everybody" },
  { path: "/sign-in/set-up", roles: "everybody" },
];

/** Pages where nobody is known yet, and what a letter's link opens. */
const door = [
  "sign-in",
  "register",
  "invitation",
  "email",
  "first-administrator",
  "images",
  "verify",
  "report-a-broker",
  "complain",
  "demo",
] as const;

const stepOf = (path: string) => path.split("/")[1] ?? "";

/** Public pages whose addresses further down are rendered for one reader alone. */
export const personalBelow: readonly string[] = ["second-opinion", "become-a-partner"];

/** The first steps of the addresses that are rendered for one reader alone. */
export const personalSteps: readonly string[] = [
  ...new Set([
    ...door,
    ...personalPlaces
      .map(({ path }) => stepOf(path))
      .filter((step) => !personalBelow.includes(step)),
  ]),
];

export const publicPlaces: readonly PublicPlace[] = [
  { path: "", takes: [] },
  { path: "districts", takes: [] },
  { path: "specialties", takes: [] },
  { path: "conditions", takes: [] },
  { path: "treatments", takes: [] },
  { path: "facilities", takes: [...filterNames, "sort", "page"] },
  { path: "compare", takes: ["facility", "topic"] },
  { path: "search", takes: ["q"] },
  {
    path: "second-opinion",
    takes: ["facility", "district", "specialty", "condition", "treatment"],
  },
  { path: "partners", takes: listNames },
  { path: "become-a-partner", takes: [] },
  { path: "check-a-name", takes: ["name"] },
  { path: "method", takes: [] },
  { path: "care-in-italy", takes: [] },
  { path: "accessibility", takes: [] },
  { path: "privacy", takes: [] },
];

/** The pages that the navigation names to somebody acting in a role, in its order. */
export const navigationFor = (role: string) =>
  personalPlaces.flatMap((place) =>
    place.nav && isFor({ ...place, roles: place.navRoles ?? place.roles }, role)
      ? [{ path: place.path, nav: place.nav }]
      : [],
  );

/** Whether somebody acting in a role may open a page. */
export const isFor = ({ roles }: Pick<PersonalPlace, "roles">, role: string): boolean =>
  roles === "everybody" || (roles as readonly string[]).includes(role);
