import { giveConsent } from "@/accounts/consents/commands";
import { requestCase } from "@/cases/requests/queries";
import { acceptOffer, findSuitable } from "@/opinions/assignments/commands";
import { chooseFacilities } from "@/opinions/choices/commands";
import { deliverOpinion, finishSigned } from "@/opinions/deliveries/commands";
import { handIn, judgeFirst, saveOpinion } from "@/opinions/opinions/commands";
import { opinionsOf } from "@/opinions/opinions/queries";
import { type Content, sections } from "@/opinions/opinions/rules";
import { propose } from "@/opinions/proposals/commands";
import type { Line } from "@/opinions/proposals/rules";
import { acceptReferral, confirmPayment } from "@/opinions/referrals/commands";
import { groups } from "@/opinions/referrals/rules";
import { judgeDraft } from "@/opinions/reviews/commands";
import { signOpinion } from "@/opinions/signatures/commands";
import { takeTranslation, workOnTranslation } from "@/opinions/translations/commands";
import { translationsFor, translationWork } from "@/opinions/translations/queries";
import type { Linguist, Office, Patient, Staff } from "@/platform/actor";
import { arrive, ask, granted, holder, once, one, patient, type Somebody, staff } from "./people";
import { filledDraft, versionOf, walk } from "./requests";

export type House = {
  facilityId: number;
  coordinator: Staff;
  triage: Staff;
  specialist: Staff;
  second: Staff;
  reader: Staff;
  somebody: Record<string, Somebody>;
};

/** A facility with terms that the association has confirmed, and with somebody in each role. */
export async function openHouse(
  slug: string,
  terms: Partial<{
    fee: number;
    days: number;
    capacity: number;
    languages: string[];
    isConfirmed: boolean;
  }> = {},
): Promise<House> {
  const {
    fee = 30_000,
    days = 5,
    capacity = 10,
    languages = ["it", "en"],
    isConfirmed = true,
  } = terms;
  const { id } = await one<{ id: number }>("SELECT id FROM facilities WHERE slug = $1", [slug]);
  await ask(
    `INSERT INTO opinion_terms (facility_id, is_offered, fee_cents, team_fee_cents, days, team_days, capacity, languages, next_check_on, confirmed_at)
     VALUES ($1, true, $2, 60000, $3, 7, $4, $5, current_date + 365, $6) ON CONFLICT (facility_id) DO UPDATE SET fee_cents = excluded.fee_cents, days = excluded.days, capacity = excluded.capacity,
     languages = excluded.languages, confirmed_at = excluded.confirmed_at`,
    [id, fee, days, capacity, languages, isConfirmed ? new Date() : null],
  );
  const somebody = {
    coordinator: await arrive("facility-coordinator", { facility: slug, name: "Koordinata Haus" }),
    triage: await arrive("medical-triage", { facility: slug, name: "Triaga Haus" }),
    specialist: await arrive("specialist", { facility: slug, name: "Spezialina Haus" }),
    second: await arrive("specialist", { facility: slug, name: "Spezialano Haus" }),
    reader: await arrive("second-reader", { facility: slug, name: "Lektora Haus" }),
  };
  return {
    facilityId: id,
    coordinator: staff(somebody.coordinator),
    triage: staff(somebody.triage),
    specialist: staff(somebody.specialist),
    second: staff(somebody.second),
    reader: staff(somebody.reader),
    somebody,
  };
}

export const translator = (who: Somebody) =>
  ({ ...who, role: "translator", kind: "linguist", network: "test" }) as unknown as Linguist;

/** A request whose file is complete, with a proposal to choose from. */
export async function atChoice(): Promise<{ whose: Somebody; actor: Patient; id: string }> {
  const { whose, requestId: id } = await filledDraft();
  await walk(id, "choice", new Date());
  await propose(id);
  const actor = patient(whose);
  const { version } = await one<{ version: number }>(
    "SELECT max(version) AS version FROM consent_texts WHERE kind = 'linguists'",
  );
  granted(
    await giveConsent(actor, {
      patientId: whose.personId,
      kind: "linguists",
      version,
      language: "en",
    }),
  );
  return { whose, actor, id };
}

export const linesOf = async (id: string) =>
  (
    await one<{ lines: Line[] }>(
      "SELECT lines FROM proposals WHERE request_id = $1 ORDER BY made_at DESC LIMIT 1",
      [id],
    )
  ).lines;

export async function choose(actor: Patient, id: string, houses: readonly House[]) {
  return chooseFacilities(actor, once(crypto.randomUUID()), {
    requestId: id,
    version: await versionOf(id),
    choices: houses.map((house, at) => ({
      facilityId: house.facilityId,
      place: at + 1,
      groups: [...groups],
    })),
    language: "en",
  });
}

export async function toTriage(house: House, id: string) {
  granted(await acceptReferral(house.coordinator, id, await versionOf(id), house.triage.personId));
}

export async function toSpecialist(house: House, id: string) {
  await toTriage(house, id);
  granted(
    await findSuitable(house.triage, {
      requestId: id,
      version: await versionOf(id),
      specialist: house.specialist.personId,
      reader: "single",
      summary: "A woman in her sixties with a lump.",
    }),
  );
}

export const offerOf = async (id: string) =>
  (
    await one<{ id: string }>(
      "SELECT id FROM assignments WHERE request_id = $1 AND role = 'specialist' AND state = 'offered'",
      [id],
    )
  ).id;

export async function toReading(house: House, id: string) {
  await toSpecialist(house, id);
  granted(await acceptOffer(house.specialist, await offerOf(id)));
  granted(await confirmPayment(house.coordinator, id, await versionOf(id), "R-2026-17"));
}

/** Every field of the form filled in, each choice with its first answer. */
export const fullContent: Content = Object.fromEntries(
  sections.flatMap(({ fields }) =>
    fields.map((field) => [
      field.name,
      field.kind === "choice" ? (field.options[0] ?? "") : `Testo di ${field.name}`,
    ]),
  ),
);

export const opinionIn = async (actor: Staff | Patient, id: string) => {
  const [opinion] = await opinionsOf(actor, id);
  if (!opinion) throw new Error("no opinion to be seen");
  return opinion;
};

export async function toSecondReading(house: House, id: string) {
  await toReading(house, id);
  granted(
    await judgeFirst(house.specialist, {
      requestId: id,
      version: await versionOf(id),
      judgement: "Non operare",
      language: "it",
    }),
  );
  const opinion = await opinionIn(house.specialist, id);
  granted(await saveOpinion(house.specialist, opinion.id, opinion.revision, fullContent));
  granted(await handIn(house.specialist, opinion.id, await versionOf(id)));
}

export async function toSigned(house: House, id: string) {
  await toSecondReading(house, id);
  const opinion = await opinionIn(house.reader, id);
  granted(
    await judgeDraft(house.reader, {
      opinionId: opinion.id,
      version: await versionOf(id),
      does: "agree",
    }),
  );
  await sign(house, id);
}

export async function sign(house: House, id: string) {
  const opinion = await opinionIn(house.specialist, id);
  const specialist = house.somebody.specialist;
  if (!specialist) throw new Error("no specialist");
  granted(
    await signOpinion(house.specialist, holder(specialist), {
      opinionId: opinion.id,
      version: await versionOf(id),
      alone: "",
    }),
  );
}

/** What a translator does with the translation that waits for a request. */
async function translate(linguist: Linguist, id: string) {
  const { number } = await one<{ number: string }>("SELECT number FROM requests WHERE id = $1", [
    id,
  ]);
  const line = (await translationsFor(linguist)).find((each) => each.number === number);
  if (!line) throw new Error("nothing to translate");
  granted(await takeTranslation(linguist, line.id));
  const work = await translationWork(linguist, line.id);
  if (!work) throw new Error("the translation does not open");
  const texts = Object.fromEntries(
    Object.keys(work.source).map((name) => [name, `Text of ${name}`]),
  );
  granted(
    await workOnTranslation(linguist, {
      translationId: line.id,
      revision: work.revision,
      texts,
      does: "checked",
    }),
  );
}

export async function toDelivered(house: House, id: string) {
  await toSigned(house, id);
  const opinion = await opinionIn(house.specialist, id);
  await finishSigned(opinion.id);
  await translate(translator(await arrive("translator", { name: "Traduttora Haus" })), id);
  await deliverOpinion(opinion.id);
}

export const seenBy = async (actor: Staff | Patient | Office, id: string) =>
  (await requestCase(actor, id)) !== null;
