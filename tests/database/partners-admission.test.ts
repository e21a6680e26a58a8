import { expect, test } from "vitest";
import { renewKeys } from "@/accounts/keys/commands";
import { removeForgotten, submitApplication } from "@/partners/applications/commands";
import { applicantBy, applicationOf } from "@/partners/applications/queries";
import { expireChecks, remindOfChecks, setCheck } from "@/partners/checks/commands";
import { decide, listRunning } from "@/partners/decisions/commands";
import { orderableServices } from "@/partners/listing/queries";
import { sealedOfPartners } from "@/partners/moves/queries";
import { addPaper, openPaper } from "@/partners/papers/commands";
import { sql } from "@/platform/db/sql";
import { linkToken } from "@/platform/security/tokens";
import { dayFromNow } from "../support/days";
import {
  admitted,
  approved,
  begun,
  checkAll,
  decided,
  filled,
  ofFirm,
  office,
  pdf,
  proposed,
  submitted,
} from "../support/partners";
import { ask, done, granted, one } from "../support/people";

const stateOf = async (id: string) => (await applicationOf(id))?.state;
const day = (days: number) => new Date(Date.now() + days * 86_400_000);

test("an application goes in whole or not at all, and its link opens it until the firm is admitted", async () => {
  const applicant = await begun();
  const at = async () => (await applicationOf(applicant.partnerId))?.version ?? 0;
  expect(await submitApplication(applicant, await at())).toEqual({
    ok: false,
    reason: "incomplete",
  });
  await filled(applicant);
  expect(await submitApplication(applicant, await at())).toEqual({
    ok: false,
    reason: "incomplete",
  });
  expect(await submitApplication(applicant, 999)).toEqual({ ok: false, reason: "stale" });
  const { id } = await submitted();
  expect(await stateOf(id)).toBe("submitted");
  const letters = await ask(
    "SELECT 1 FROM letters WHERE kind = 'partner-submitted' AND number = (SELECT number FROM partners WHERE id = $1)",
    [id],
  );
  expect(letters).toHaveLength(1);
});

test("who checks does not decide, and nothing is admitted before everything needed is in order", async () => {
  const { id } = await submitted();
  const [curator, administrator] = [await office("partner-curator"), await office("administrator")];
  expect(await decided(administrator, id, "admit")).toEqual({ ok: false, reason: "notChecked" });
  expect(await decided(curator, id, "admit")).toEqual({ ok: false, reason: "notAllowed" });
  await checkAll(curator, id);
  // The same person, now as an administrator: it is bound to them and not to the role.
  expect(await decided({ ...curator, role: "administrator" }, id, "admit")).toEqual({
    ok: false,
    reason: "notChecker",
  });
  await expect(
    done((tx) =>
      tx.run(
        sql`INSERT INTO partner_moves (partner_id, before, after, moved_by, role) VALUES (${id}, 'submitted', 'admitted', ${curator.personId}, 'administrator')`,
      ),
    ),
  ).rejects.toThrow(/has checked it/);
  granted(await decided(administrator, id, "admit"));
  expect(await stateOf(id)).toBe("admitted");
  expect(
    await ask(
      "SELECT 1 FROM invitations WHERE partner_id = $1 AND 'manage-people' = ANY (partner_rights)",
      [id],
    ),
  ).toHaveLength(1);
});

test("of thirty decisions at once one counts, with one invitation", async () => {
  const { id } = await submitted();
  const curator = await office("partner-curator");
  await checkAll(curator, id);
  const deciders = await Promise.all(Array.from({ length: 6 }, () => office("administrator")));
  const { version } = (await applicationOf(id)) ?? { version: -1 };
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, at) =>
      decide(deciders[at % 6] as (typeof deciders)[0], {
        partnerId: id,
        version,
        decision: at % 2 ? "admit" : "refuse",
        reason: "as it is",
      }),
    ),
  );
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  const moves = await ask(
    "SELECT 1 FROM partner_moves WHERE partner_id = $1 AND before = 'submitted'",
    [id],
  );
  expect(moves).toHaveLength(1);
  const invited = await ask("SELECT 1 FROM invitations WHERE partner_id = $1", [id]);
  expect(invited).toHaveLength((await stateOf(id)) === "admitted" ? 1 : 0);
});

test("a file that acts, hides, is cut or is something else is refused with a plain reason and not kept", async () => {
  const applicant = await begun();
  await filled(applicant);
  const before = (await one<{ n: string }>("SELECT count(*) AS n FROM partner_papers")).n;
  const send = (bytes: Buffer, item = "laws", endsOn: string | null = null) =>
    addPaper(applicant, { item, endsOn, name: "../../x.pdf", bytes });
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  );
  expect(await send(svg)).toMatchObject({ ok: false, reason: "fileType" });
  expect(await send(Buffer.alloc(0))).toMatchObject({ ok: false, reason: "fileEmpty" });
  expect(await send(Buffer.concat([pdf, Buffer.from("<script>alert(1)</script>")]))).toMatchObject({
    ok: false,
    reason: "fileUnsafe",
  });
  expect(await send(Buffer.from("=cmd|' /C calc'!A0,1\n"))).toMatchObject({
    ok: false,
    reason: "fileType",
  });
  expect(await send(Buffer.alloc(11_000_000, 37))).toMatchObject({ ok: false, reason: "fileSize" });
  expect(await send(pdf, "insurance")).toMatchObject({ ok: false, reason: "needsEnd" });
  expect(await send(pdf, "insurance", dayFromNow(0))).toMatchObject({
    ok: false,
    reason: "endPast",
  });
  expect(await send(pdf, "air-operator-certificate", dayFromNow(9))).toMatchObject({
    ok: false,
    reason: "illegal",
  });
  expect((await one<{ n: string }>("SELECT count(*) AS n FROM partner_papers")).n).toBe(before);
  granted((await send(pdf)) as never);
});

test("a paper opens for the firm's own people with the right, for the association once it is scanned, and for nobody else", async () => {
  const { id, curator } = await admitted();
  const { id: other } = await admitted();
  const paper = await one<{ id: string }>(
    "SELECT id FROM partner_papers WHERE partner_id = $1 LIMIT 1",
    [id],
  );
  expect(await openPaper(curator, paper.id)).toBeNull();
  expect(await openPaper(await ofFirm(id, ["send-papers"]), paper.id)).not.toBeNull();
  expect(await openPaper(await ofFirm(id, ["edit-profile"]), paper.id)).toBeNull();
  expect(await openPaper(await ofFirm(other), paper.id)).toBeNull();
  await ask("UPDATE partner_papers SET scan = 'clean' WHERE id = $1", [paper.id]);
  expect(await openPaper(curator, paper.id)).not.toBeNull();
  await ask("UPDATE partner_papers SET scan = 'unsafe' WHERE id = $1", [paper.id]);
  expect(await openPaper(await ofFirm(id), paper.id)).toBeNull();
});

test("reminders come at 60, 30 and 7 days, once each, and an end takes services out at once", async () => {
  const { id, curator } = await admitted();
  const member = await ofFirm(id);
  await proposed(member);
  granted(await approved(curator, id));
  const told = async () =>
    (
      await one<{ n: number }>(
        "SELECT count(*)::int AS n FROM notices WHERE person_id = $1 AND kind = 'partner-reminder'",
        [member.personId],
      )
    ).n;
  const isOrderable = async () =>
    (await orderableServices({ page: 1 })).some(({ partnerId }) => partnerId === id);
  expect(await isOrderable()).toBe(true);
  await ask(
    "UPDATE partner_checks SET ends_on = (now() AT TIME ZONE 'Europe/Rome')::date + 400 WHERE partner_id = $1",
    [id],
  );
  await ask(
    "UPDATE partner_checks SET ends_on = (now() AT TIME ZONE 'Europe/Rome')::date + 61 WHERE partner_id = $1 AND item = 'insurance'",
    [id],
  );
  for (const [ahead, expected] of [
    [0, 0],
    [1, 1],
    [2, 1],
    [31, 2],
    [54, 3],
    [55, 3],
  ] as const) {
    await Promise.all([remindOfChecks(day(ahead)), remindOfChecks(day(ahead))]);
    expect(await told(), `${ahead} days on`).toBe(expected);
  }
  await Promise.all([expireChecks(day(62)), expireChecks(day(62))]);
  expect(
    await one("SELECT state FROM partner_checks WHERE partner_id = $1 AND item = 'insurance'", [
      id,
    ]),
  ).toEqual({ state: "expired" });
  expect(await isOrderable()).toBe(false);
  const changed = await ask(
    "SELECT 1 FROM published_changes WHERE tag = 'partner:' || (SELECT slug FROM partners WHERE id = $1)",
    [id],
  );
  expect(changed.length).toBeGreaterThan(0);
});

test("a check that somebody changed meanwhile, of a firm of one's own, or without a paper is refused", async () => {
  const { id } = await submitted();
  const curator = await office("partner-curator");
  const check = {
    partnerId: id,
    item: "laws",
    seen: "",
    verdict: "checked" as const,
    reason: "",
    endsOn: null,
  };
  granted(await setCheck(curator, check));
  expect(await setCheck(curator, check)).toEqual({ ok: false, reason: "stale" });
  expect(await setCheck(await office("administrator"), { ...check, item: "owners" })).toEqual({
    ok: false,
    reason: "notAllowed",
  });
  await ask("DELETE FROM partner_papers WHERE partner_id = $1 AND item = 'owners'", [id]);
  expect(await setCheck(curator, { ...check, item: "owners" })).toEqual({
    ok: false,
    reason: "noPaper",
  });
  const own = await ofFirm(id);
  expect(
    await setCheck({ ...curator, personId: own.personId }, { ...check, item: "sanctions" }),
  ).toEqual({ ok: false, reason: "notYourself" });
});

test("a suspension stops orders at once and lists what runs, a task each, however often the job runs", async () => {
  const { id, curator, administrator } = await admitted();
  await proposed(await ofFirm(id));
  granted(await approved(curator, id));
  granted(await decided(administrator, id, "suspend"));
  expect((await orderableServices({ page: 1 })).some(({ partnerId }) => partnerId === id)).toBe(
    false,
  );
  const move = await one<{ id: string }>(
    "SELECT id FROM partner_moves WHERE partner_id = $1 AND after = 'suspended'",
    [id],
  );
  const running = [
    async () => [
      { kind: "order", subject: "O-1" },
      { kind: "order", subject: "O-2" },
    ],
  ];
  for (let run = 0; run < 2; run++) await listRunning(id, move.id, running);
  expect(await ask("SELECT 1 FROM partner_tasks WHERE partner_id = $1", [id])).toHaveLength(2);
  granted(await decided(administrator, id, "resume"));
  expect((await orderableServices({ page: 1 })).some(({ partnerId }) => partnerId === id)).toBe(
    true,
  );
  granted(await decided(administrator, id, "end"));
  expect(await decided(administrator, id, "resume")).toEqual({ ok: false, reason: "illegal" });
});

test("a forgotten draft goes with its papers, and a link of an admitted firm opens nothing", async () => {
  const applicant = await begun();
  await filled(applicant);
  granted(
    (await addPaper(applicant, { item: "laws", endsOn: null, name: "a.pdf", bytes: pdf })) as never,
  );
  await removeForgotten(day(0));
  expect(await stateOf(applicant.partnerId)).toBe("draft");
  await removeForgotten(day(400));
  expect(await applicationOf(applicant.partnerId)).toBeNull();
  const { id } = await admitted();
  const link = await one<{ id: string }>(
    "SELECT id FROM partner_links WHERE partner_id = $1 LIMIT 1",
    [id],
  );
  expect(await applicantBy(linkToken(link.id), "")).toBeNull();
});

test("what is sealed of partners goes over to a new master key with everything else", async () => {
  const { id } = await submitted();
  await renewKeys(sealedOfPartners);
  expect((await applicationOf(id))?.contact.name).toBe("Wilma Probe");
  const { rows } = { rows: await ask("SELECT contact FROM partners WHERE id = $1", [id]) };
  expect(JSON.stringify(rows)).not.toContain("Wilma");
});
