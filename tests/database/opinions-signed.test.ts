import { beforeAll, describe, expect, test } from "vitest";
import { deliverOpinion } from "@/opinions/deliveries/commands";
import { opinionsOf, verifiedBy } from "@/opinions/opinions/queries";
import { answerPlan, askForPlan, writePlan } from "@/opinions/plans/commands";
import { plansOf } from "@/opinions/plans/queries";
import type { Plan } from "@/opinions/plans/rules";
import { answerQuestion, askQuestion } from "@/opinions/questions/commands";
import { commentOn, judgeDraft } from "@/opinions/reviews/commands";
import { signOpinion } from "@/opinions/signatures/commands";
import {
  atChoice,
  choose,
  fullContent,
  type House,
  openHouse,
  opinionIn,
  toDelivered,
  toSecondReading,
  toSigned,
} from "../support/opinions";
import { ask, granted, holder, once, one } from "../support/people";
import { stateIn, versionOf } from "../support/requests";

let first: House;
let second: House;
beforeAll(async () => {
  first = await openHouse("niguarda");
  second = await openHouse("san-raffaele", { fee: 0 });
});

const chosen = async (...houses: House[]) => {
  const made = await atChoice();
  granted(await choose(made.actor, made.id, houses));
  return made;
};

describe("a signature", () => {
  test("needs the second reader's agreement, or their time to be over and a reason; and a fresh proof", async () => {
    const { id } = await chosen(first);
    await toSecondReading(first, id);
    const opinion = await opinionIn(first.specialist, id);
    const signing = { opinionId: opinion.id, version: await versionOf(id), alone: "" };
    const me = first.somebody.specialist;
    if (!me) throw new Error("nobody");
    expect(await signOpinion(first.specialist, null, signing)).toEqual({
      ok: false,
      reason: "needsProof",
    });
    expect(await signOpinion(first.specialist, holder(me), signing)).toEqual({
      ok: false,
      reason: "notAgreed",
    });
    expect(
      await signOpinion(first.specialist, holder(me), { ...signing, alone: "In a hurry" }),
    ).toEqual({ ok: false, reason: "notAgreed" });
    await ask("UPDATE requests SET entered_at = now() - interval '20 days' WHERE id = $1", [id]);
    granted(
      await signOpinion(first.specialist, holder(me), { ...signing, alone: "The reader is ill" }),
    );
    expect(await stateIn(id)).toBe("signed");
  });

  test("comes after the reader's comments are answered", async () => {
    const { id } = await chosen(first);
    await toSecondReading(first, id);
    const opinion = await opinionIn(first.reader, id);
    granted(await commentOn(first.reader, opinion.id, "summary", "Too short"));
    expect(
      await judgeDraft(first.reader, {
        opinionId: opinion.id,
        version: await versionOf(id),
        does: "agree",
      }),
    ).toEqual({ ok: false, reason: "comments" });
    granted(
      await judgeDraft(first.reader, {
        opinionId: opinion.id,
        version: await versionOf(id),
        does: "return",
      }),
    );
    expect(await stateIn(id)).toBe("reading");
  });

  test("locks the version: nothing of it can be changed, and its code proves it to anyone", async () => {
    const { whose, id } = await chosen(first);
    await toSigned(first, id);
    const opinion = await opinionIn(first.specialist, id);
    for (const change of [
      "content = content || ' '",
      "signer = 'x'",
      "hash = '\\x00'",
      "signed_at = now()",
      "state = 'draft'",
    ])
      await expect(
        ask(`UPDATE opinions SET ${change} WHERE id = $1`, [opinion.id]),
        change,
      ).rejects.toThrow(/stays as it was signed|opinions_signed/);
    const told = await verifiedBy(opinion.code ?? "");
    expect(told).toMatchObject({
      isWhole: true,
      isLatest: true,
      version: 1,
      signer: "Spezialina Haus",
    });
    expect(JSON.stringify(told)).not.toContain(whose.name);
    expect(await verifiedBy("NOTACODE")).toBeNull();
  });
});

describe("a delivery", () => {
  test("waits for a translation that a person has checked", async () => {
    const { id } = await chosen(first);
    await toSigned(first, id);
    const opinion = await opinionIn(first.specialist, id);
    await deliverOpinion(opinion.id);
    expect(await stateIn(id)).toBe("signed");
    await expect(
      ask("UPDATE opinions SET delivered_at = now() WHERE id = $1", [opinion.id]),
    ).rejects.toThrow(/a person has checked/);
    await ask("UPDATE requests SET language = 'it' WHERE id = $1", [id]);
  });

  test("brings the patient a paper, once, and from then on questions and a plan", async () => {
    const { actor, id } = await chosen(first);
    await toDelivered(first, id);
    expect(await stateIn(id)).toBe("delivered");
    const opinion = await opinionIn(actor, id);
    expect(opinion.fileId).not.toBeNull();
    await deliverOpinion(opinion.id);
    expect((await opinionIn(actor, id)).fileId).toBe(opinion.fileId);
    granted(await askQuestion(actor, once(), id, "And then?"));
    expect(await stateIn(id)).toBe("questions");
    const question = await one<{ id: string }>(
      "SELECT id FROM opinion_questions WHERE request_id = $1",
      [id],
    );
    granted(await answerQuestion(first.specialist, question.id, "Rest"));
    expect(await stateIn(id)).toBe("delivered");
    granted(await askForPlan(actor, id, await versionOf(id)));
    const plan: Plan = {
      texts: {
        steps: "Day 0",
        setting: "Ward",
        risks: "Few",
        included: "All",
        notIncluded: "Travel",
        cancellation: "Free",
        invoices: "The facility",
      },
      nights: 3,
      daysBeforeFlying: 10,
      depositPercent: 30,
      vat: "exempt",
      amounts: { room: [100_00, 200_00, 300_00] },
      currency: "EUR",
    };
    expect(
      await writePlan(first.coordinator, {
        requestId: id,
        version: await versionOf(id),
        revision: 0,
        does: "send",
        plan: { ...plan, nights: null },
      }),
    ).toEqual({ ok: false, reason: "missingFields" });
    granted(
      await writePlan(first.coordinator, {
        requestId: id,
        version: await versionOf(id),
        revision: 0,
        does: "send",
        plan,
      }),
    );
    const [sent] = await plansOf(actor, id);
    granted(await answerPlan(actor, sent?.id ?? "", "accept", ""));
    expect((await plansOf(actor, id))[0]?.state).toBe("accepted");
    expect(await opinionsOf(second.specialist, id)).toEqual([]);
    expect(fullContent.summary).toBeTruthy();
  });
});
