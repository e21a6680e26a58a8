import "server-only";
import type { Holder, Office } from "@/platform/actor";
import { record } from "@/platform/audit";
import { row, rows, sql } from "@/platform/db/sql";
import { inTransaction } from "@/platform/db/transaction";
import type { Language } from "@/platform/i18n/rules";
import { ok } from "@/platform/result";
import { keyColumns, type WrappedKey } from "@/platform/security/sealing";
import { requiredNumber } from "@/platform/settings";
import { allEntriesAbout } from "../audit/queries";
import { filesOf } from "../files/queries";
import { emailOf, nameOf } from "../people/queries";
import { helpersOfPerson } from "../relations/queries";

export type RequestState = "asked" | "working" | "done" | "failed" | "removed";
export type OwnRequest = {
  id: string;
  number: string;
  kind: "export" | "erasure";
  state: RequestState;
  askedAt: Date;
  doneAt: Date | null;
  fileId: string | null;
};

export async function ownRequests(holder: Holder): Promise<OwnRequest[]> {
  return rows<OwnRequest>(sql`
    SELECT id, number, kind, state, asked_at AS "askedAt", done_at AS "doneAt", file_id AS "fileId" FROM rights_requests
    WHERE person_id = ${holder.personId} ORDER BY asked_at DESC LIMIT 50`);
}

export type RequestRow = Omit<OwnRequest, "id" | "fileId"> & { dueAt: Date };

/** All requests about data, by number, for those who see to it that they are kept. */
export async function requestsInHand(office: Office): Promise<RequestRow[]> {
  if (office.role !== "privacy-officer") return [];
  return rows<RequestRow>(sql`
    SELECT number, kind, state, asked_at AS "askedAt", done_at AS "doneAt", due_at AS "dueAt" FROM rights_requests
    ORDER BY (state IN ('asked', 'working', 'failed')) DESC, asked_at DESC LIMIT 200`);
}

export type RequestToDo = {
  id: string;
  number: string;
  personId: string;
  kind: "export" | "erasure";
  state: RequestState;
  language: Language;
};

/** A request as the worker takes it up. */
export async function requestToDo(id: string): Promise<RequestToDo | null> {
  return row<RequestToDo>(sql`
    SELECT r.id, r.number, r.person_id AS "personId", r.kind, r.state, p.language FROM rights_requests r JOIN people p ON p.id = r.person_id WHERE r.id::text = ${id}`);
}

/** Everything the portal keeps about one person, as it is read by them and written into their copy. */
export async function everythingAbout(personId: string) {
  type PersonRow = WrappedKey & {
    id: string;
    email: string | null;
    name: string | null;
    country: string | null;
    language: Language;
    createdAt: Date;
    seenAt: Date | null;
  };
  const [person, sessions, roles, consents, letters, notices, requests, helpers, files, entries] =
    await Promise.all([
      row<PersonRow>(sql`
      SELECT p.id, p.email, p.name, p.country, p.language, p.created_at AS "createdAt", p.seen_at AS "seenAt", ${keyColumns}
      FROM people p JOIN data_keys k ON k.person_id = p.id WHERE p.id = ${personId}`),
      rows<{
        device: string;
        network: string;
        createdAt: Date;
        seenAt: Date;
        endedAt: Date | null;
      }>(sql`
      SELECT device, network, created_at AS "createdAt", seen_at AS "seenAt", ended_at AS "endedAt" FROM sessions WHERE person_id = ${personId} ORDER BY created_at DESC LIMIT 500`),
      rows<{
        role: string;
        facility: string | null;
        partner: string | null;
        grantedAt: Date;
        endedAt: Date | null;
      }>(sql`
      SELECT g.role, f.common_name AS facility, g.partner, g.granted_at AS "grantedAt", g.ended_at AS "endedAt"
      FROM role_grants g LEFT JOIN facilities f ON f.id = g.facility_id WHERE g.person_id = ${personId} ORDER BY g.granted_at`),
      rows<{
        id: string;
        kind: string;
        title: string;
        scope: string;
        version: number;
        language: Language;
        hash: string;
        givenAs: string;
        givenAt: Date;
        withdrawnAt: Date | null;
      }>(sql`
      SELECT c.id, c.kind, t.title, c.scope, c.version, c.language, encode(c.text_hash, 'hex') AS hash, c.given_as AS "givenAs", c.given_at AS "givenAt", c.withdrawn_at AS "withdrawnAt"
      FROM consents c JOIN consent_texts t USING (kind, version, language) WHERE c.person_id = ${personId} ORDER BY c.given_at`),
      rows<{ kind: string; createdAt: Date; sentAt: Date | null }>(
        sql`SELECT kind, created_at AS "createdAt", sent_at AS "sentAt" FROM letters WHERE person_id = ${personId} ORDER BY created_at`,
      ),
      rows<{ kind: string; createdAt: Date; readAt: Date | null }>(
        sql`SELECT kind, created_at AS "createdAt", read_at AS "readAt" FROM notices WHERE person_id = ${personId} ORDER BY created_at`,
      ),
      rows<{ number: string; kind: string; state: string; askedAt: Date; doneAt: Date | null }>(sql`
      SELECT number, kind, state, asked_at AS "askedAt", done_at AS "doneAt" FROM rights_requests WHERE person_id = ${personId} ORDER BY asked_at`),
      helpersOfPerson(personId),
      filesOf(personId),
      allEntriesAbout(personId),
    ]);
  if (!person) throw new Error("nothing is kept about this person");
  const { country, language, createdAt, seenAt } = person;
  return {
    profile: {
      id: personId,
      name: nameOf(person),
      email: emailOf(person),
      country,
      language,
      createdAt,
      seenAt,
    },
    sessions,
    roles,
    consents,
    helpers,
    letters,
    notices,
    requests,
    files: files.filter((file) => file.purpose !== "export"),
    record: entries,
  };
}
export type Everything = Awaited<ReturnType<typeof everythingAbout>>;

/** Everything kept about oneself. Reading it stands in the record, like the reading of anybody's data. */
export async function ownEverything(holder: Holder): Promise<Everything> {
  await inTransaction(async (tx) =>
    ok(
      await record(tx, {
        actor: holder,
        action: "data.read",
        subject: `person:${holder.personId}`,
        about: holder.personId,
      }),
    ),
  );
  return everythingAbout(holder.personId);
}

/** For how many days a copy can be fetched, and within how many hours an erasure is carried out. */
export async function dataLimits(): Promise<{ days: number; hours: number }> {
  const [rule, hours] = await Promise.all([
    row<{ days: number }>(sql`SELECT days FROM retention_rules WHERE key = 'exports'`),
    requiredNumber("accounts", "erasure-hours"),
  ]);
  return { days: rule?.days ?? 7, hours };
}
