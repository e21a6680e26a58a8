import { expect, test } from "vitest";
import { handleReport, reportBroker } from "@/partners/brokers/commands";
import { namesLike, reportByLink, reportsFor } from "@/partners/brokers/queries";
import {
  complainAbout,
  remindComplaints,
  replyToProposal,
  takeStep,
} from "@/partners/complaints/commands";
import { complaintByLink, partnerComplaintsFor } from "@/partners/complaints/queries";
import { linkToken } from "@/platform/security/tokens";
import { admitted, ofFirm, office } from "../support/partners";
import { ask, from, granted, newEmail, once, one } from "../support/people";

const slugOf = async (id: string) =>
  (await one<{ slug: string }>("SELECT slug FROM partners WHERE id = $1", [id])).slug;

test("anyone reports a broker, gets the answer by a link, and the association keeps it sealed", async () => {
  const made = await reportBroker(
    { broker: "Cure Facili", body: "asked for cash", email: newEmail() },
    "en",
    once(),
    from(),
  );
  const number = granted(made as never);
  const curator = await office("partner-curator");
  const report = (await reportsFor(curator, 1, 100)).reports.find((one) => one.number === number);
  expect(report?.broker).toBe("Cure Facili");
  expect(JSON.stringify(await ask("SELECT * FROM broker_reports"))).not.toContain("Cure Facili");
  const step = {
    reportId: report?.id ?? "",
    state: "answered" as const,
    answer: "We look into it.",
  };
  const answers = await Promise.all(Array.from({ length: 10 }, () => handleReport(curator, step)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await reportByLink(linkToken(step.reportId))).toMatchObject({
    state: "answered",
    answer: step.answer,
  });
  expect(await reportByLink(`${linkToken(step.reportId).slice(0, -2)}xx`)).toBeNull();
});

test("a network that reports too often has to wait", async () => {
  const here = from();
  const send = () => reportBroker({ broker: "x", body: "y", email: "" }, "en", once(), here);
  for (let at = 0; at < 5; at++) expect((await send()).ok).toBe(true);
  expect(await send()).toMatchObject({ ok: false, reason: "slowDown" });
});

test("a name is found without its form of company, and a suspended partner is named as such", async () => {
  const { id } = await admitted();
  await ask("UPDATE partners SET name = 'Ponte Àlto S.r.l.' WHERE id = $1", [id]);
  expect(await namesLike("ponte alto")).toMatchObject([{ kind: "partner", state: "admitted" }]);
  expect(await namesLike("PONTE ALTO SRL")).toHaveLength(1);
  expect((await namesLike("ponte")).map(({ kind }) => kind)).toEqual(["partner", "facility"]);
  expect(await namesLike("pont")).toHaveLength(0);
  expect((await namesLike("niguarda"))[0]).toMatchObject({ kind: "facility", slug: "niguarda" });
  expect([await namesLike(""), await namesLike("%"), await namesLike("_")]).toEqual([[], [], []]);
});

test("a complaint is answered by somebody who did not work on the partner, with mediation on the way", async () => {
  const { id, curator } = await admitted();
  const member = await ofFirm(id);
  const about = { kind: "partner" as const, slug: await slugOf(id) };
  const now = new Date();
  const number = granted(
    (await complainAbout(
      { about, body: "came late", email: newEmail() },
      "en",
      once(),
      from(),
      now,
    )) as never,
  );
  const { id: complaintId } = await one<{ id: string }>(
    "SELECT id FROM partner_complaints WHERE number = $1",
    [number],
  );
  const step = { complaintId, step: "mediate" as const, text: "half the price back" };
  expect(await takeStep(curator, step)).toEqual({ ok: false, reason: "not-found" });
  const outside = await office("administrator");
  expect(
    (await partnerComplaintsFor(outside, 1, 100)).complaints.some((one) => one.number === number),
  ).toBe(true);
  expect(
    (await partnerComplaintsFor(curator, 1, 100)).complaints.some((one) => one.number === number),
  ).toBe(false);
  const late = new Date(now.getTime() + 6 * 86_400_000);
  await remindComplaints(late);
  await remindComplaints(late);
  expect(await one("SELECT told FROM partner_complaints WHERE id = $1", [complaintId])).toEqual({
    told: ["acknowledge"],
  });
  granted(await takeStep(outside, step));
  granted(await replyToProposal(member, complaintId, "agreed"));
  expect(await replyToProposal(await ofFirm((await admitted()).id), complaintId, "no")).toEqual({
    ok: false,
    reason: "stale",
  });
  granted(await takeStep(outside, { ...step, step: "answer", text: "settled" }));
  expect(await takeStep(outside, { ...step, step: "answer", text: "again" })).toEqual({
    ok: false,
    reason: "stale",
  });
  expect(await complaintByLink(linkToken(complaintId))).toMatchObject({
    state: "answered",
    reply: "agreed",
    answer: "settled",
  });
});
