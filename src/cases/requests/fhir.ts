/** The states a Task may have, as the care path names them for each of its own. */
export type TaskStatus =
  | "draft"
  | "requested"
  | "received"
  | "accepted"
  | "rejected"
  | "ready"
  | "cancelled"
  | "in-progress"
  | "on-hold"
  | "failed"
  | "completed"
  | "entered-in-error";

type Code = { system: string; code: string; display?: string };

export type CasePaper = {
  id: string;
  kind: string;
  type: string;
  size: number;
  sha256: string;
  title?: string;
  language?: string;
  sentAt: Date;
};
export type CaseConsent = {
  id: string;
  title: string;
  kind: string;
  version: string;
  language: string;
  hash: string;
  givenAt: Date;
  withdrawnAt?: Date | null;
};

/** A case as its FHIR resources need it. `base` is the address under which they are known, without a slash at its end. */
export type Case = {
  base: string;
  id: string;
  number: string;
  /** The care path's key of the state, its name, and what FHIR calls it. */
  state: { key: string; name: string; fhir: TaskStatus };
  priority?: "routine" | "urgent" | "asap" | "stat";
  patientId: string;
  /** Who has the case now. */
  owner?: { name: string };
  createdAt: Date;
  changedAt: Date;
  sentAt?: Date | null;
  dueAt?: Date | null;
  closedAt?: Date | null;
  condition?: { name: string; codes?: readonly Code[] };
  papers: readonly CasePaper[];
  consents: readonly CaseConsent[];
};

/** SHA-256 by its object identifier: an attachment's own field for a hash is for SHA-1 only. */
const sha256 = "urn:oid:2.16.840.1.101.3.4.2.1";

/** A case as entries of an HL7 FHIR R4 Bundle: what is asked for, where it stands, its papers and its agreements. */
export function requestAsFhir(asked: Case) {
  const subject = { reference: `Patient/${asked.patientId}` };
  const basedOn = { reference: `ServiceRequest/${asked.id}` };
  const papers = asked.papers.map((paper) => documentReference(paper, subject, basedOn));
  const resources = [
    task(asked, subject, basedOn),
    serviceRequest(asked, subject),
    ...papers,
    ...asked.consents.map((consent) => agreement(consent, subject)),
  ];
  return resources.map((resource) => ({
    fullUrl: `${asked.base}/${resource.resourceType}/${resource.id}`,
    resource,
  }));
}

type Reference = { reference: string };

function task(asked: Case, subject: Reference, basedOn: Reference) {
  return {
    resourceType: "Task",
    id: asked.id,
    identifier: [{ system: `${asked.base}/request-number`, value: asked.number }],
    status: asked.state.fhir,
    businessStatus: {
      coding: [{ system: `${asked.base}/request-state`, code: asked.state.key }],
      text: asked.state.name,
    },
    intent: "order",
    ...(asked.priority ? { priority: asked.priority } : {}),
    code: { text: "Second opinion" },
    focus: basedOn,
    for: subject,
    ...(asked.closedAt
      ? {
          executionPeriod: {
            start: (asked.sentAt ?? asked.createdAt).toISOString(),
            end: asked.closedAt.toISOString(),
          },
        }
      : {}),
    authoredOn: asked.createdAt.toISOString(),
    lastModified: asked.changedAt.toISOString(),
    ...(asked.owner ? { owner: { display: asked.owner.name } } : {}),
    ...(asked.dueAt ? { restriction: { period: { end: asked.dueAt.toISOString() } } } : {}),
  };
}

function statusOfRequest(status: TaskStatus) {
  if (
    status === "draft" ||
    status === "on-hold" ||
    status === "completed" ||
    status === "entered-in-error"
  )
    return status;
  return ["rejected", "cancelled", "failed"].includes(status) ? "revoked" : "active";
}

function serviceRequest(asked: Case, subject: Reference) {
  const { condition } = asked;
  return {
    resourceType: "ServiceRequest",
    id: asked.id,
    identifier: [{ system: `${asked.base}/request-number`, value: asked.number }],
    status: statusOfRequest(asked.state.fhir),
    intent: "order",
    ...(asked.priority ? { priority: asked.priority } : {}),
    code: { text: "Second opinion" },
    subject,
    ...(asked.sentAt ? { authoredOn: asked.sentAt.toISOString() } : {}),
    ...(condition
      ? {
          reasonCode: [
            {
              ...(condition.codes?.length ? { coding: condition.codes } : {}),
              text: condition.name,
            },
          ],
        }
      : {}),
    ...(asked.papers.length > 0
      ? { supportingInfo: asked.papers.map(({ id }) => ({ reference: `DocumentReference/${id}` })) }
      : {}),
  };
}

function documentReference(paper: CasePaper, subject: Reference, basedOn: Reference) {
  return {
    resourceType: "DocumentReference",
    id: paper.id,
    identifier: [{ system: sha256, value: paper.sha256 }],
    status: "current",
    type: { text: paper.kind },
    subject,
    date: paper.sentAt.toISOString(),
    content: [
      {
        attachment: {
          contentType: paper.type,
          ...(paper.language ? { language: paper.language } : {}),
          size: paper.size,
          ...(paper.title ? { title: paper.title } : {}),
        },
      },
    ],
    context: { related: [basedOn] },
  };
}

function agreement(consent: CaseConsent, patient: Reference) {
  return {
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
    patient,
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
  };
}
