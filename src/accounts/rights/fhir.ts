import type { Everything } from "./queries";

/** The account and its agreements as HL7 FHIR R4: a Patient, and a Consent for each agreement, in a Bundle of the type "collection". */
export function accountBundle({ profile, consents }: Everything, madeAt: Date) {
  const patient = {
    resourceType: "Patient",
    id: profile.id,
    ...(profile.name ? { name: [{ text: profile.name }] } : {}),
    ...(profile.email ? { telecom: [{ system: "email", value: profile.email }] } : {}),
    ...(profile.country ? { address: [{ country: profile.country }] } : {}),
    communication: [
      {
        language: { coding: [{ system: "urn:ietf:bcp:47", code: profile.language }] },
        preferred: true,
      },
    ],
  };
  const agreements = consents.map((consent) => ({
    resourceType: "Consent",
    id: consent.id,
    status: consent.withdrawnAt ? "inactive" : "active",
    scope: {
      coding: [
        { system: "http://terminology.hl7.org/CodeSystem/consentscope", code: "patient-privacy" },
      ],
    },
    category: [
      {
        coding: [{ system: "http://loinc.org", code: "59284-0", display: "Consent Document" }],
        text: consent.title,
      },
    ],
    patient: { reference: `Patient/${profile.id}` },
    dateTime: consent.givenAt.toISOString(),
    policyRule: {
      text: `${consent.kind}, version ${consent.version}, read in ${consent.language}, SHA-256 ${consent.hash}`,
    },
    provision: {
      type: "permit",
      period: {
        start: consent.givenAt.toISOString(),
        ...(consent.withdrawnAt ? { end: consent.withdrawnAt.toISOString() } : {}),
      },
    },
  }));
  return {
    resourceType: "Bundle",
    type: "collection",
    timestamp: madeAt.toISOString(),
    entry: [patient, ...agreements].map((resource) => ({
      fullUrl: `urn:uuid:${resource.id}`,
      resource,
    })),
  };
}
