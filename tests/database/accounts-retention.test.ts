import { existsSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { checkChain, verifyChain } from "@/accounts/audit/commands";
import { lastCheck } from "@/accounts/audit/queries";
import { writeFile } from "@/accounts/files/commands";
import { carryOutRetention } from "@/accounts/retention/commands";
import { retentionRules } from "@/accounts/retention/queries";
import { type RetentionKey, retentionKeys } from "@/accounts/retention/rules";
import { accountJobs } from "@/jobs";
import { storeFile } from "@/platform/storage/files";
import { arrive, ask, done, newEmail, one, runJobs, type Somebody } from "../support/people";
import { webAddress } from "../support/web-role";

async function* parts(text: string) {
  yield Buffer.from(text);
}
async function fileOf(ownerId: string, purpose: "proof" | "export") {
  const stored = await storeFile(parts(`${purpose} of ${ownerId}`));
  const id = await done((tx) =>
    writeFile(tx, { ownerId, purpose, name: "a.pdf", type: "application/pdf", stored }),
  );
  return { id, place: stored.place };
}
const isOnDisk = (place: string) => existsSync(join(process.env.DATA_DIR ?? "", "files", place));

type Aged = { [key in RetentionKey]: (days: number, who: Somebody) => Promise<string> };
const places = new Map<string, string>();
const back = (days: number) => `now() - interval '${days} days'`;
const inserted = async (statement: string, values: unknown[] = []) =>
  (await one<{ id: string }>(`${statement} RETURNING id::text`, values)).id;

/** One of each thing that is kept for a time, as it is when its time began so many days ago. Answers its id. */
const aged: Aged = {
  sessions: async (days, who) => {
    await ask(`UPDATE sessions SET ended_at = ${back(days)} WHERE id = $1`, [who.sessionId]);
    return who.sessionId;
  },
  links: (days) =>
    inserted(
      `INSERT INTO email_links (purpose, language, expires_at) VALUES ('sign-in', 'en', ${back(days)})`,
    ),
  async invitations(days) {
    const id = await inserted(
      `INSERT INTO invitations (email_hash, email, role, language, expires_at) VALUES ($1, 'm1.x', 'interpreter', 'en', ${back(days)})`,
      [Buffer.from(newEmail())],
    );
    await ask(
      "INSERT INTO email_links (purpose, invitation_id, language, expires_at) VALUES ('invitation', $1, 'en', now())",
      [id],
    );
    return id;
  },
  letters: (days, who) =>
    inserted(
      `INSERT INTO letters (kind, person_id, language, created_at) VALUES ('notice', $1, 'en', ${back(days)})`,
      [who.personId],
    ),
  notices: (days, who) =>
    inserted(
      `INSERT INTO notices (person_id, kind, created_at) VALUES ($1, 'role-granted', ${back(days)})`,
      [who.personId],
    ),
  async exports(days, who) {
    const { id, place } = await fileOf(who.personId, "export");
    places.set(id, place);
    await ask(
      `INSERT INTO rights_requests (number, person_id, kind, state, due_at, done_at, file_id) VALUES ($1, $2, 'export', 'done', now(), ${back(days)}, $3)`,
      [newEmail("C"), who.personId, id],
    );
    return id;
  },
  consents: (days, who) =>
    inserted(
      `INSERT INTO consents (person_id, kind, version, language, text_hash, given_by, given_as, withdrawn_at, withdrawn_by)
       SELECT $1, kind, version, language, hash, $1, 'patient', ${back(days)}, $1 FROM consent_texts WHERE kind = 'research' AND language = 'en' AND version = 1`,
      [who.personId],
    ),
  audit: (days) =>
    inserted(
      `INSERT INTO audit_entries (at, role, action, subject) VALUES (${back(days)}, 'system', 'data.read', 'old')`,
    ),
  async devices(days, who) {
    await ask(
      `INSERT INTO known_devices (person_id, fingerprint, seen_at) VALUES ($1, 'aged', ${back(days)})`,
      [who.personId],
    );
    return who.personId;
  },
  async "idle-accounts"(days, who) {
    await ask(`UPDATE people SET seen_at = ${back(days)} WHERE id = $1`, [who.personId]);
    return who.personId;
  },
  async proofs(days, who) {
    const { id, place } = await fileOf(who.personId, "proof");
    places.set(id, place);
    await ask(
      `INSERT INTO relations (patient_id, relative_id, kind, rights, proof_state, proof_id, proof_at, ended_at) VALUES ($1, $2, 'representative', '{}', 'waiting', $3, now(), ${back(days)})`,
      [(await arrive()).personId, who.personId, id],
    );
    return id;
  },
  erasures: (days, who) =>
    inserted(
      `INSERT INTO rights_requests (number, person_id, kind, state, due_at, done_at) VALUES ($1, $2, 'erasure', 'done', now(), ${back(days)})`,
      [newEmail("E"), who.personId],
    ),
};
/** Where the thing is looked for afterwards. */
const lookedFor: { [key in RetentionKey]: string } = {
  sessions: "SELECT 1 FROM sessions WHERE id = $1",
  links: "SELECT 1 FROM email_links WHERE id = $1",
  invitations: "SELECT 1 FROM invitations WHERE id = $1",
  letters: "SELECT 1 FROM letters WHERE id = $1",
  notices: "SELECT 1 FROM notices WHERE id = $1",
  exports: "SELECT 1 FROM stored_files WHERE id = $1",
  consents: "SELECT 1 FROM consents WHERE id = $1",
  audit: "SELECT 1 FROM audit_entries WHERE id = $1::bigint",
  devices: "SELECT 1 FROM known_devices WHERE person_id = $1 AND fingerprint = 'aged'",
  "idle-accounts": "SELECT 1 FROM people WHERE id = $1 AND erased_at IS NULL",
  proofs: "SELECT 1 FROM stored_files WHERE id = $1",
  erasures: "SELECT 1 FROM rights_requests WHERE id = $1",
};

const old = new Map<RetentionKey, string>();
const young = new Map<RetentionKey, string>();
const isThere = async (key: RetentionKey, from: Map<RetentionKey, string>) =>
  (await ask(lookedFor[key], [from.get(key)])).length > 0;

/** The content of every table, so that a change of a single value shows, with the number of jobs that wait. */
async function everything() {
  const tables = await ask<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1",
  );
  const sums = await Promise.all(
    tables.map(
      async ({ name }) =>
        [
          name,
          (
            await one<{ sum: string }>(
              `SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS sum FROM "${name}" t`,
            )
          ).sum,
        ] as const,
    ),
  );
  return {
    ...Object.fromEntries(sums),
    jobs: (await ask("SELECT 1 FROM graphile_worker.jobs")).length,
  };
}

beforeAll(async () => {
  const rules = await retentionRules();
  expect(rules.map((rule) => rule.key)).toEqual([...retentionKeys]);
  // The record first: what leaves, leaves from its front.
  for (const { key, days } of [...rules].sort(
    (a, b) => Number(b.key === "audit") - Number(a.key === "audit"),
  )) {
    if (key === "audit") await aged.audit(days + 100, await placeholder());
    old.set(key, await aged[key](days + 1, key === "audit" ? await placeholder() : await arrive()));
    young.set(key, await aged[key](days - 1, await arrive()));
  }
  await ask(
    "INSERT INTO form_keys (key, hash, created_at) VALUES ('old', '', now() - interval '3 days'), ('young', '', now())",
  );
  await ask(
    "INSERT INTO rate_limits (key, points, expire) VALUES ('gone', 1, 1), ('counting', 1, 4102444800000)",
  );
});
const placeholder = async () => ({ personId: "", sessionId: "" }) as Somebody;

describe("what is kept for a time", () => {
  const expected = retentionKeys.map((key) => [key, key === "audit" ? 2 : 1] as const).sort();

  test("is counted by a round that only tries, which removes nothing and queues nothing", async () => {
    const before = await everything();
    expect(
      (await carryOutRetention("only tried")).map(({ key, removed }) => [key, removed]),
    ).toEqual(expected);
    const after = await everything();
    expect({ ...after, form_keys: "", rate_limits: "" }).toEqual({
      ...before,
      form_keys: "",
      rate_limits: "",
    });
  });

  test("is not touched by such a round in its smallest parts either: forms posted, tries counted", async () => {
    await carryOutRetention("only tried");
    expect(
      await ask("SELECT key FROM form_keys WHERE key IN ('old', 'young') ORDER BY key"),
    ).toEqual([{ key: "old" }, { key: "young" }]);
    expect(
      await ask("SELECT key FROM rate_limits WHERE key IN ('gone', 'counting') ORDER BY key"),
    ).toEqual([{ key: "counting" }, { key: "gone" }]);
  });

  test("is not removed by the role that serves the web", async () => {
    const owner = globalThis.portalPool;
    const web = new pg.Pool({ connectionString: await webAddress() });
    globalThis.portalPool = web;
    try {
      await expect(carryOutRetention("for good")).rejects.toMatchObject({ code: "42501" });
    } finally {
      globalThis.portalPool = owner;
      await web.end();
    }
    for (const key of retentionKeys) expect([key, await isThere(key, old)]).toEqual([key, true]);
  });

  test("is removed when its time is over, and not a day before", async () => {
    const positions = await one<{ first: string }>(
      "SELECT min(position) AS first FROM audit_chain",
    );
    expect(positions.first).toBe("1");
    expect((await carryOutRetention("for good")).map(({ key, removed }) => [key, removed])).toEqual(
      expected,
    );
    await runJobs(accountJobs);
    for (const key of retentionKeys)
      expect([key, await isThere(key, old), await isThere(key, young)]).toEqual([key, false, true]);
    for (const key of ["exports", "proofs"] as const) {
      expect([
        key,
        isOnDisk(places.get(old.get(key) ?? "") ?? ""),
        isOnDisk(places.get(young.get(key) ?? "") ?? ""),
      ]).toEqual([key, false, true]);
    }
    expect(await ask("SELECT key FROM form_keys WHERE key IN ('old', 'young')")).toEqual([
      { key: "young" },
    ]);
    expect(await ask("SELECT key FROM rate_limits WHERE key IN ('gone', 'counting')")).toEqual([
      { key: "counting" },
    ]);
    expect(await ask("SELECT rule, removed FROM retention_runs ORDER BY rule")).toEqual(
      expected.map(([rule, removed]) => ({ rule, removed })),
    );
    expect(
      await ask("SELECT 1 FROM audit_entries WHERE action = 'retention.carried-out'"),
    ).toHaveLength(retentionKeys.length);
  });

  test("leaves a record that is whole from where it begins now, and in which a change still shows", async () => {
    const { first } = await one<{ first: string }>(
      "SELECT min(position) AS first FROM audit_chain",
    );
    expect(Number(first)).toBe(3);
    expect((await checkChain()).brokenAt).toBeNull();
    expect(await lastCheck()).toMatchObject({ brokenAt: null });
    const { id } = await one<{ id: string }>(
      "SELECT entry_id AS id FROM audit_chain ORDER BY position OFFSET 4 LIMIT 1",
    );
    await ask("ALTER TABLE audit_entries DISABLE TRIGGER USER");
    await ask("UPDATE audit_entries SET action = 'data.read' WHERE id = $1", [id]);
    await ask("ALTER TABLE audit_entries ENABLE TRIGGER USER");
    expect((await verifyChain()).brokenAt).toBe(Number(id));
    await checkChain();
    expect(await lastCheck()).toMatchObject({ brokenAt: Number(id) });
  });

  test("is gone once: the next round finds nothing of it", async () => {
    expect((await carryOutRetention("for good")).filter(({ removed }) => removed > 0)).toEqual([]);
  });
});
