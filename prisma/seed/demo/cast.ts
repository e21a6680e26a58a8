import type { Language } from "../../../src/platform/i18n/rules";
import type { Role } from "../../../src/platform/roles";

/** Everybody signs in with this and, where a role asks for it, with the code that this key makes. */
export const demoPassword = "invented-people-only";
export const demoSecret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

type Held = { role: Role; facility?: string; partner?: string };
type Member = {
  email: string;
  name: string;
  country: string;
  language: Language;
  holds: readonly Held[];
};

/** Nobody here exists: their names say what they are, and their addresses lead nowhere (RFC 2606). */
export const cast: readonly Member[] = [
  {
    email: "patient@demo.example",
    name: "Paula Patient (invented)",
    country: "AE",
    language: "en",
    holds: [{ role: "patient" }],
  },
  {
    email: "patient.ar@demo.example",
    name: "مريض تجريبي (شخص مخترع)",
    country: "EG",
    language: "ar",
    holds: [{ role: "patient" }],
  },
  {
    email: "companion@demo.example",
    name: "Conrad Companion (invented)",
    country: "AE",
    language: "en",
    holds: [],
  },
  {
    email: "representative@demo.example",
    name: "Rita Representative (invented)",
    country: "DE",
    language: "de",
    holds: [],
  },
  {
    email: "coordinator@demo.example",
    name: "Carla Coordinator (invented)",
    country: "IT",
    language: "it",
    holds: [{ role: "facility-coordinator", facility: "niguarda" }],
  },
  {
    email: "editor@demo.example",
    name: "Edo Editor (invented)",
    country: "IT",
    language: "it",
    holds: [
      { role: "facility-editor", facility: "niguarda" },
      { role: "facility-approver", facility: "niguarda" },
      { role: "material-coordinator", facility: "niguarda" },
    ],
  },
  {
    email: "triage@demo.example",
    name: "Tea Triage (invented)",
    country: "IT",
    language: "it",
    holds: [{ role: "medical-triage", facility: "niguarda" }],
  },
  {
    email: "specialist@demo.example",
    name: "Sandro Specialist (invented)",
    country: "IT",
    language: "it",
    holds: [{ role: "specialist", facility: "niguarda" }],
  },
  {
    email: "reader@demo.example",
    name: "Renata Reader (invented)",
    country: "IT",
    language: "it",
    holds: [{ role: "second-reader", facility: "niguarda" }],
  },
  {
    email: "coordinator.hsr@demo.example",
    name: "Ottavio Other (invented)",
    country: "IT",
    language: "it",
    holds: [{ role: "facility-coordinator", facility: "san-raffaele" }],
  },
  {
    email: "interpreter@demo.example",
    name: "Ines Interpreter (invented)",
    country: "IT",
    language: "en",
    holds: [{ role: "interpreter" }, { role: "translator" }],
  },
  {
    email: "partner@demo.example",
    name: "Piero Partner (invented)",
    country: "IT",
    language: "it",
    holds: [{ role: "partner", partner: "Transfers (invented)" }],
  },
  {
    email: "administrator@demo.example",
    name: "Ada Administrator (invented)",
    country: "IT",
    language: "en",
    holds: [{ role: "administrator" }],
  },
  {
    email: "case@demo.example",
    name: "Carlo Case (invented)",
    country: "IT",
    language: "en",
    holds: [{ role: "case-coordinator" }],
  },
  {
    email: "curator@demo.example",
    name: "Cora Curator (invented)",
    country: "IT",
    language: "en",
    holds: [{ role: "partner-curator" }],
  },
  {
    email: "privacy@demo.example",
    name: "Priska Privacy (invented)",
    country: "IT",
    language: "en",
    holds: [{ role: "privacy-officer" }],
  },
];
