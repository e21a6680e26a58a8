import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { verifyChain } from "@/accounts/audit/commands";
import { nobody, record, system } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction } from "@/platform/db/transaction";
import { no } from "@/platform/result";
import { ask, done, one } from "../support/people";
import { givenBy } from "../support/web-role";

const write = (subject: string) =>
  done((tx) =>
    record(tx, { actor: nobody("192.0.2.0/24"), action: "account.sign-in-refused", subject }),
  );
const entryOf = (subject: string) =>
  one<{ id: string }>("SELECT id FROM audit_entries WHERE subject = $1", [subject]).then((entry) =>
    Number(entry.id),
  );
const linkOf = (id: number) =>
  ask<{ position: string; hash: Buffer }>(
    "SELECT position, hash FROM audit_chain WHERE entry_id = $1",
    [id],
  );

/** A change of which nothing stays: what an owner could do with the triggers off, looked at, and undone from a copy. */
async function tampered(statements: string[]) {
  await ask("CREATE TABLE kept_entries AS TABLE audit_entries");
  await ask("CREATE TABLE kept_chain AS TABLE audit_chain");
  await off();
  for (const statement of statements) await ask(statement);
  await on();
  const found = await verifyChain();
  await off();
  await ask("DELETE FROM audit_chain");
  await ask("DELETE FROM audit_entries");
  await ask("INSERT INTO audit_entries SELECT * FROM kept_entries");
  await ask("INSERT INTO audit_chain SELECT * FROM kept_chain");
  await on();
  await ask("DROP TABLE kept_entries, kept_chain");
  expect((await verifyChain()).brokenAt).toBeNull();
  return found.brokenAt;
}
// ALL, so that not even a link without its entry is refused.
const off = () =>
  ask("ALTER TABLE audit_entries DISABLE TRIGGER ALL").then(() =>
    ask("ALTER TABLE audit_chain DISABLE TRIGGER ALL"),
  );
const on = () =>
  ask("ALTER TABLE audit_entries ENABLE TRIGGER ALL").then(() =>
    ask("ALTER TABLE audit_chain ENABLE TRIGGER ALL"),
  );

describe("the record", () => {
  test("links an entry to the chain in the transaction that writes it", async () => {
    await write("person:linked");
    const links = await linkOf(await entryOf("person:linked"));
    expect(links).toHaveLength(1);
    expect(links[0]?.hash).toHaveLength(32);
  });

  test("keeps nothing of a change that was rolled back, neither an entry nor a link", async () => {
    const before = await one(
      "SELECT (SELECT count(*) FROM audit_entries) AS entries, (SELECT count(*) FROM audit_chain) AS links",
    );
    const refused = await inTransaction(async (tx) => {
      await record(tx, { actor: system, action: "account.registered", subject: "person:refused" });
      return no("notAllowed");
    });
    const failed = done(async (tx) => {
      await record(tx, { actor: system, action: "account.registered", subject: "person:failed" });
      throw new Error("the change failed");
    });
    expect(refused).toEqual({ ok: false, reason: "notAllowed" });
    await expect(failed).rejects.toThrow("the change failed");
    expect(
      await one(
        "SELECT (SELECT count(*) FROM audit_entries) AS entries, (SELECT count(*) FROM audit_chain) AS links",
      ),
    ).toEqual(before);
  });

  test("takes what it records down with it when the entry can't be written", async () => {
    const failed = done(async (tx) => {
      await tx.run(
        sql`INSERT INTO settings (key, value, note) VALUES ('test.unrecorded', '1', '')`,
      );
      await record(tx, {
        actor: system,
        action: "profile.corrected",
        subject: "person:x",
        about: "not an id",
      });
    });
    await expect(failed).rejects.toThrow();
    expect(await ask("SELECT 1 FROM settings WHERE key = 'test.unrecorded'")).toEqual([]);
  });

  test("makes one unbroken chain of thirty transactions at once, of two entries each", async () => {
    const before = await verifyChain();
    await Promise.all(
      Array.from({ length: 30 }, (_, at) =>
        done(async (tx) => {
          for (const part of ["a", "b"])
            await record(tx, {
              actor: system,
              action: "profile.corrected",
              subject: `person:${at}${part}`,
            });
          await tx.run(sql`SELECT pg_sleep(${Math.random() / 50}::float8)`);
        }),
      ),
    );
    const after = await verifyChain();
    expect(after).toMatchObject({ entries: before.entries + 60, brokenAt: null });
    expect(after.head).not.toBe(before.head);
    const positions = await ask<{ position: string }>(
      "SELECT position FROM audit_chain ORDER BY position",
    );
    expect(positions.map((link) => Number(link.position))).toEqual(
      positions.map((_, at) => at + 1),
    );
  });

  test("reads the same however the clock of the database's session is set", async () => {
    const [{ text: utc } = { text: "" }, { text: far } = { text: "-" }] = await Promise.all(
      ["UTC", "Pacific/Auckland"].map(async (zone) => {
        const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
        await client.connect();
        await client.query(`SET timezone = '${zone}'`);
        const { rows } = await client.query<{ text: string }>(
          "SELECT string_agg(audit_text(e), '' ORDER BY id) AS text FROM audit_entries e",
        );
        await client.end();
        return rows[0];
      }),
    );
    expect(far).toBe(utc);
  });
});

describe("whoever owns the database", () => {
  let id = 0;
  beforeAll(async () => {
    for (const subject of ["person:one", "person:two", "person:three", "person:four"])
      await write(subject);
    id = await entryOf("person:two");
  });

  test("can't change an entry or a link in passing", async () => {
    await expect(
      ask("UPDATE audit_entries SET action = 'data.read' WHERE id = $1", [id]),
    ).rejects.toThrow("never changed");
    await expect(
      ask("UPDATE audit_chain SET position = position + 1000 WHERE entry_id = $1", [id]),
    ).rejects.toThrow("never changed");
  });

  test("is found out after changing an entry, in whichever of its parts", async () => {
    for (const change of [
      "action = 'account.signed-in'",
      "subject = 'person:else'",
      "network = '198.51.100.0/24'",
      "role = 'system'",
      "detail = ''",
      "at = at + interval '1 millisecond'",
      "about = gen_random_uuid()",
      "person_id = gen_random_uuid()",
      "grant_id = gen_random_uuid()",
      "session_id = gen_random_uuid()",
      "facility_id = 1",
    ])
      expect([
        change,
        await tampered([`UPDATE audit_entries SET ${change} WHERE id = ${id}`]),
      ]).toEqual([change, id]);
  });

  test("is found out after writing a dash where an entry said nothing", async () => {
    expect(await tampered([`UPDATE audit_entries SET detail = '-' WHERE id = ${id}`])).toBe(id);
  });

  test("is found out after moving a sign from one part of an entry into the next", async () => {
    expect(
      await tampered([
        `UPDATE audit_entries SET subject = 'erson:two', action = action || 'p' WHERE id = ${id}`,
      ]),
    ).toBe(id);
  });

  test("is found out after changing an entry and its link: the next no longer fits", async () => {
    const next = await entryOf("person:three");
    const rehash = `UPDATE audit_chain c SET hash = sha256(b.hash || convert_to(audit_text(e), 'UTF8')) FROM audit_chain b, audit_entries e
      WHERE c.entry_id = ${id} AND e.id = ${id} AND b.position = c.position - 1`;
    expect(
      await tampered([`UPDATE audit_entries SET subject = 'person:else' WHERE id = ${id}`, rehash]),
    ).toBe(next);
  });

  test("is found out after removing an entry, alone or with its link", async () => {
    expect(await tampered([`DELETE FROM audit_entries WHERE id = ${id}`])).toBe(id);
    expect(
      await tampered([
        `DELETE FROM audit_chain WHERE entry_id = ${id}`,
        `DELETE FROM audit_entries WHERE id = ${id}`,
      ]),
    ).toBe(await entryOf("person:three"));
  });

  test("is found out after putting in an entry without a link", async () => {
    const put =
      "INSERT INTO audit_entries (id, role, action, subject) VALUES (999999, 'patient', 'consent.given', 'consent:never')";
    expect(await tampered([put])).toBe(999999);
  });

  test("is found out after taking away a link alone", async () => {
    expect(await tampered([`DELETE FROM audit_chain WHERE entry_id = ${id}`])).not.toBeNull();
  });

  test("leaves a chain with another head after cutting off its end", async () => {
    const whole = await verifyChain();
    await write("person:last");
    const longer = await verifyChain();
    expect([longer.entries, longer.head === whole.head]).toEqual([whole.entries + 1, false]);
  });
});

describe("the role that serves the web", () => {
  test.each([
    ["UPDATE audit_entries SET action = 'data.read'"],
    ["DELETE FROM audit_entries"],
    ["TRUNCATE audit_entries CASCADE"],
    ["INSERT INTO audit_chain (position, entry_id, hash) VALUES (1000000, 1, '')"],
    ["UPDATE audit_chain SET hash = ''"],
    ["DELETE FROM audit_chain"],
    ["TRUNCATE audit_chain"],
    ["INSERT INTO audit_checks (entries) VALUES (0)"],
    ["UPDATE consent_texts SET title = ''"],
    ["UPDATE retention_rules SET days = 1"],
    ["ALTER TABLE audit_entries DISABLE TRIGGER USER"],
    ["SET session_replication_role = replica"],
    ["DROP FUNCTION link_audit_entry() CASCADE"],
    ["SELECT * FROM graphile_worker._private_jobs"],
    ["SELECT * FROM graphile_worker.jobs"],
    ["SELECT graphile_worker.add_job('accounts:requests:erasure')"],
    ["CREATE TABLE mine (id int)"],
  ])("is refused: %s", async (statement) => {
    const answer = givenBy((web) => web.query(statement));
    await expect(answer).rejects.toMatchObject({ code: "42501" });
  });

  test("writes into the record, which links the entry by itself", async () => {
    await givenBy((web) =>
      web.query(
        "INSERT INTO audit_entries (role, action, subject) VALUES ('nobody', 'account.sign-in-refused', 'person:by-the-web')",
      ),
    );
    expect(await linkOf(await entryOf("person:by-the-web"))).toHaveLength(1);
    expect((await verifyChain()).brokenAt).toBeNull();
  });

  test("hands jobs to the queue by its own function", async () => {
    await givenBy((web) =>
      web.query("SELECT enqueue_job('test:job', '{\"id\":\"1\"}', NULL, 3, NULL)"),
    );
    expect(
      await ask("SELECT max_attempts FROM graphile_worker.jobs WHERE task_identifier = 'test:job'"),
    ).toEqual([{ max_attempts: 3 }]);
  });
});
