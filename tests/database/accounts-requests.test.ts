import { execFileSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { beforeAll, describe, expect, test } from "vitest";
import { writeConsent } from "@/accounts/consents/commands";
import { writeFile } from "@/accounts/files/commands";
import { storedFile } from "@/accounts/files/queries";
import { askFor, makeExport, openExport } from "@/accounts/rights/commands";
import { ownRequests, requestsInHand, requestToDo } from "@/accounts/rights/queries";
import { accountJobs } from "@/jobs";
import { requestsForCopy } from "@/oversight/copies/queries";
import { nobody } from "@/platform/audit";
import { readStored, storeFile } from "@/platform/storage/files";
import {
  arrive,
  ask,
  done,
  granted,
  holder,
  lettersTo,
  office,
  once,
  one,
  recorded,
  runJobs,
  type Somebody,
} from "../support/people";

const filesOnDisk = () =>
  readdirSync(join(process.env.DATA_DIR ?? "", "files"), {
    recursive: true,
    withFileTypes: true,
  }).filter((one) => one.isFile()).length;

/** A copy as its owner gets it: the ZIP on the disk, read with the program that anybody has. */
async function copyOf(who: Somebody, requestId: string) {
  const file = await storedFile(granted(await openExport(holder(who), requestId)));
  if (!file) throw new Error("the copy has its file");
  const path = join(process.env.DATA_DIR ?? "", `${file.id}.zip`);
  writeFileSync(path, await buffer(await readStored(file.place, file.key)));
  const text = (name: string) => execFileSync("unzip", ["-p", path, name], { encoding: "utf8" });
  execFileSync("unzip", ["-tq", path]);
  const names = execFileSync("unzip", ["-Z1", path], { encoding: "utf8" }).trim().split("\n");
  return {
    file,
    names,
    text,
    data: JSON.parse(text("data.json")),
    fhir: JSON.parse(text("fhir.json")),
  };
}

async function* parts(text: string) {
  yield Buffer.from(text);
}

describe("a copy of one's data", () => {
  let who: Somebody;
  let other: Somebody;
  let requestId: string;
  let proofId: string;

  beforeAll(async () => {
    who = await arrive("patient", { name: "Kreszentia Überlinger", language: "de" });
    other = await arrive("patient", { name: "Somebody Else" });
    for (const kind of ["terms", "research"] as const)
      await done((tx) =>
        writeConsent(tx, nobody("192.0.2.0/24", who.personId), who.personId, {
          patientId: who.personId,
          kind,
          version: 1,
          language: "de",
        }),
      );
    const stored = await storeFile(parts("Vollmacht im Wortlaut"));
    proofId = await done((tx) =>
      writeFile(tx, {
        ownerId: who.personId,
        purpose: "proof",
        name: "Vollmacht.pdf",
        type: "application/pdf",
        stored,
      }),
    );
    await done((tx) =>
      writeConsent(tx, nobody("192.0.2.0/24", other.personId), other.personId, {
        patientId: other.personId,
        kind: "marketing",
        version: 1,
        language: "en",
      }),
    );
    expect(await askFor(holder(who), "export", once())).toMatchObject({
      ok: true,
      value: expect.stringMatching(/^C-[2-9A-Z]{8}$/),
    });
    await runJobs(accountJobs);
    requestId = (await ownRequests(holder(who)))[0]?.id ?? "";
  });

  test("holds who somebody is, what they agreed to, what was recorded and the files they gave", async () => {
    const { data, names, text } = await copyOf(who, requestId);
    expect(names.sort()).toEqual(["data.json", "fhir.json", `files/${proofId}`]);
    expect(data.profile).toMatchObject({
      id: who.personId,
      name: "Kreszentia Überlinger",
      email: who.email,
      country: "CH",
      language: "de",
    });
    expect(data.consents.map((one: { kind: string }) => one.kind).sort()).toEqual([
      "research",
      "terms",
    ]);
    expect(data.consents[0]).toMatchObject({
      version: 1,
      language: "de",
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(data.record.map((one: { action: string }) => one.action)).toEqual(
      expect.arrayContaining(["account.signed-in", "consent.given", "data.export-asked"]),
    );
    expect(data.sessions[0]).toMatchObject({ device: "Firefox/Linux" });
    expect(data.roles).toMatchObject([{ role: "patient" }]);
    expect(data.files).toMatchObject([
      { id: proofId, name: "Vollmacht.pdf", path: `files/${proofId}` },
    ]);
    expect(text(`files/${proofId}`)).toBe("Vollmacht im Wortlaut");
  });

  test("holds nothing of anybody else, and no key, place or token", async () => {
    const { text, file } = await copyOf(who, requestId);
    const all = text("data.json") + text("fhir.json");
    for (const word of [other.personId, other.email, "Somebody Else", "marketing"])
      expect(all).not.toContain(word);
    const { key, hash } = await one<{ key: string; hash: string }>(
      "SELECT (SELECT encode(wrapped, 'base64') FROM data_keys WHERE person_id = $1) AS key, (SELECT encode(token_hash, 'hex') FROM sessions WHERE person_id = $1 LIMIT 1) AS hash",
      [who.personId],
    );
    for (const secret of [key, hash, who.token, file.place, "argon2"])
      expect(all).not.toContain(secret);
    const { place } = await one<{ place: string }>("SELECT place FROM stored_files WHERE id = $1", [
      proofId,
    ]);
    expect(all).not.toContain(place);
  });

  test("says the account in FHIR too: a patient, and each agreement", async () => {
    const { fhir } = await copyOf(who, requestId);
    expect(fhir).toMatchObject({ resourceType: "Bundle", type: "collection" });
    const resources = fhir.entry.map((one: { resource: Record<string, unknown> }) => one.resource);
    expect(resources.map((one: { resourceType: string }) => one.resourceType)).toEqual([
      "Patient",
      "Consent",
      "Consent",
    ]);
    expect(resources[0]).toMatchObject({
      id: who.personId,
      name: [{ text: "Kreszentia Überlinger" }],
      telecom: [{ system: "email", value: who.email }],
    });
    expect(resources[1]).toMatchObject({
      status: "active",
      patient: { reference: `Patient/${who.personId}` },
    });
    const whole = fhir.entry.map(
      (one: { fullUrl: string; resource: { id: string } }) =>
        one.fullUrl === `urn:uuid:${one.resource.id}`,
    );
    expect(whole).toEqual([true, true, true]);
  });

  test("is one file however often the job runs, also at the same time", async () => {
    const files = () =>
      ask("SELECT 1 FROM stored_files WHERE owner_id = $1 AND purpose = 'export'", [who.personId]);
    const before = filesOnDisk();
    await accountJobs["accounts:requests:export"]?.({ requestId });
    expect(await files()).toHaveLength(1);
    expect(filesOnDisk()).toBe(before);
    granted(await askFor(holder(who), "export", once()));
    const again = (await ownRequests(holder(who))).find((one) => one.state === "asked");
    const request = await requestToDo(again?.id ?? "");
    if (!request) throw new Error("the request waits");
    await Promise.all([
      makeExport(request, requestsForCopy),
      makeExport(request, requestsForCopy),
      makeExport(request, requestsForCopy),
    ]);
    expect(await files()).toHaveLength(2);
    expect(filesOnDisk()).toBe(before + 1);
    expect(
      (await recorded(who.personId)).filter((action) => action === "data.export-made"),
    ).toHaveLength(2);
    expect((await lettersTo(who.personId)).filter((kind) => kind === "export-ready")).toHaveLength(
      2,
    );
  });

  test("is opened by its owner alone, and each opening is recorded", async () => {
    expect(await openExport(holder(other), requestId)).toEqual({
      ok: false,
      reason: "alreadyDone",
    });
    const opened = async () =>
      (await recorded(who.personId)).filter((action) => action === "data.export-opened").length;
    const before = await opened();
    granted(await openExport(holder(who), requestId));
    expect(await opened()).toBe(before + 1);
  });

  test("lies sealed on the disk: nothing of it can be read there", async () => {
    const { file, text } = await copyOf(who, requestId);
    const raw = execFileSync("cat", [join(process.env.DATA_DIR ?? "", "files", file.place)]);
    expect(text("data.json")).toContain("Kreszentia");
    for (const sign of ["PK\u0003\u0004", "data.json", "fhir.json"])
      expect(raw.includes(sign)).toBe(false);
  });
});

describe("a request", () => {
  test("asked twice waits for the first; the form posted twice asks once", async () => {
    const who = await arrive();
    const form = once();
    const first = await askFor(holder(who), "export", form);
    expect(await askFor(holder(who), "export", form)).toEqual(first);
    expect(await askFor(holder(who), "export", once())).toEqual({ ok: false, reason: "waiting" });
    expect(await askFor(holder(who), "export", once("other", form.key))).toEqual({
      ok: false,
      reason: "otherContent",
    });
    expect(await ownRequests(holder(who))).toHaveLength(1);
    await runJobs(accountJobs);
    expect(await askFor(holder(who), "export", once())).toMatchObject({ ok: true });
  });

  test("asked four times at once, by four forms, stands once", async () => {
    const who = await arrive();
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => askFor(holder(who), "export", once())),
    );
    expect(answers.map((answer) => (answer.ok ? "asked" : answer.reason)).sort()).toEqual([
      "asked",
      "waiting",
      "waiting",
      "waiting",
    ]);
  });

  test("stands before the privacy officer by its number and due time, and before nobody else", async () => {
    const [who, officer] = [await arrive(), await arrive("privacy-officer")];
    const number = granted(await askFor(holder(who), "export", once()));
    const row = (await requestsInHand(office(officer))).find((one) => one.number === number);
    expect((row?.dueAt.getTime() ?? 0) - (row?.askedAt.getTime() ?? 0)).toBe(24 * 3_600_000);
    expect(JSON.stringify(row)).not.toContain(who.personId);
    expect(await requestsInHand(office(await arrive("administrator")))).toEqual([]);
    expect(
      await ask("SELECT 1 FROM notices WHERE person_id = $1 AND kind = 'request-waiting'", [
        officer.personId,
      ]),
    ).toHaveLength(1);
  });

  test("can't be made without end", async () => {
    const who = await arrive();
    for (let tries = 0; tries < 6; tries++) await askFor(holder(who), "export", once());
    expect(await askFor(holder(who), "export", once())).toMatchObject({
      ok: false,
      reason: "slowDown",
    });
  });
});
