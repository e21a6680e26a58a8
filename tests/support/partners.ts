import {
  beginApplication,
  saveContact,
  saveFirm,
  saveWork,
  submitApplication,
} from "@/partners/applications/commands";
import { type Applicant, applicantBy, applicationOf } from "@/partners/applications/queries";
import { setCheck } from "@/partners/checks/commands";
import { checksOf } from "@/partners/checks/queries";
import { decide } from "@/partners/decisions/commands";
import { addPaper } from "@/partners/papers/commands";
import { saveAbout, saveService } from "@/partners/profiles/commands";
import { draftOf } from "@/partners/profiles/queries";
import type { Profile } from "@/partners/profiles/rules";
import { reviewChange, submitChange } from "@/partners/reviews/commands";
import { waitingChange } from "@/partners/reviews/queries";
import type { Actor, Office, Partner } from "@/platform/actor";
import { sql } from "@/platform/db/sql";
import { type PartnerRight, partnerRights } from "@/platform/roles";
import { linkToken } from "@/platform/security/tokens";
import { dayFromNow } from "./days";
import { arrive, done, from, granted, newEmail, once, one, type Somebody } from "./people";

const as = (who: Somebody, kind: string, more: object) =>
  ({
    kind,
    role: who.role,
    personId: who.personId,
    grantId: who.grantId,
    sessionId: who.sessionId,
    network: "10.0.0.0/24",
    ...more,
  }) as unknown as Actor;

export const office = async (role: "administrator" | "partner-curator") =>
  as(await arrive(role), "office", {}) as Office;

/** Somebody who works for a firm, with rights. */
export async function ofFirm(
  partnerId: string,
  rights: readonly PartnerRight[] = partnerRights,
): Promise<Partner & { partnerId: string }> {
  const who = await arrive("partner", { partner: "a firm" });
  await done((tx) =>
    tx.run(
      sql`UPDATE role_grants SET partner_id = ${partnerId}, partner_rights = ${[...rights]} WHERE id = ${who.grantId}`,
    ),
  );
  return as(who, "partner", { partner: "a firm", partnerId, rights }) as Partner & {
    partnerId: string;
  };
}

export const pdf = Buffer.from(
  "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
);

/** An application just begun, in the hands of whoever has its link. */
export async function begun(name = "Prova Trasporti"): Promise<Applicant> {
  granted(
    (await beginApplication({ name, email: newEmail("firm") }, "it", once(), from())) as never,
  );
  const link = await one<{ id: string }>(
    "SELECT id FROM partner_links ORDER BY created_at DESC LIMIT 1",
  );
  const applicant = await applicantBy(linkToken(link.id), "10.0.0.0/24");
  if (!applicant) throw new Error("the link opens nothing");
  return applicant;
}

const version = async (applicant: Applicant) =>
  (await applicationOf(applicant.partnerId))?.version ?? -1;

/** Fills in the three steps of an application. */
export async function filled(applicant: Applicant): Promise<void> {
  granted(
    await saveFirm(applicant, {
      version: await version(applicant),
      name: "Prova Trasporti",
      legalName: "Prova Trasporti srl",
      vat: "07643520567",
      country: "IT",
      website: "",
    }),
  );
  granted(
    await saveContact(applicant, {
      version: await version(applicant),
      contactName: "Wilma Probe",
      phone: "+39 02 000",
    }),
  );
  granted(
    await saveWork(applicant, {
      version: await version(applicant),
      categories: ["transfer"],
      owners: "nobody else",
      commissions: "none",
      prices: "by distance",
      references: "two",
      complaints: "within a week",
    }),
  );
}

async function withPapers(applicant: Applicant): Promise<void> {
  const application = await applicationOf(applicant.partnerId);
  if (!application) throw new Error("no application");
  for (const { item } of await checksOf(application))
    if (item.paper && !item.optional)
      granted(
        (await addPaper(applicant, {
          item: item.key,
          endsOn: item.ends === "needed" ? dayFromNow(200) : null,
          name: `${item.key}.pdf`,
          bytes: pdf,
        })) as never,
      );
}

/** An application that was handed in with all that is asked for. */
export async function submitted(name?: string): Promise<{ applicant: Applicant; id: string }> {
  const applicant = await begun(name);
  await filled(applicant);
  await withPapers(applicant);
  granted(await submitApplication(applicant, await version(applicant)));
  return { applicant, id: applicant.partnerId };
}

/** Finds everything needed of a firm in order. */
export async function checkAll(curator: Office, id: string): Promise<void> {
  const application = await applicationOf(id);
  if (!application) throw new Error("no application");
  for (const { item, checkedAt } of await checksOf(application))
    if (!item.optional)
      granted(
        await setCheck(curator, {
          partnerId: id,
          item: item.key,
          seen: checkedAt?.toISOString() ?? "",
          verdict: "checked",
          reason: "",
          endsOn: item.ends === "needed" ? dayFromNow(200) : null,
        }),
      );
}

export async function decided(
  administrator: Office,
  id: string,
  decision: "admit" | "suspend" | "resume" | "end" | "refuse" | "return",
) {
  const now = await applicationOf(id);
  return decide(administrator, {
    partnerId: id,
    version: now?.version ?? -1,
    decision,
    reason: "as the papers say",
  });
}

/** A firm with everything checked by one and decided by another. */
export async function admitted(name?: string) {
  const { id } = await submitted(name);
  const [curator, administrator] = [await office("partner-curator"), await office("administrator")];
  await checkAll(curator, id);
  granted(await decided(administrator, id, "admit"));
  return { id, curator, administrator };
}

const service = {
  id: "",
  category: "transfer",
  name: "Auto con conducente",
  included: "Pedaggi e attesa di un’ora.",
  areas: ["malpensa-airport", "province-milano"],
  languages: ["it", "en"],
  days: [1, 2, 3, 4, 5, 6, 7],
  opens: "06:00",
  closes: "22:00",
  capacity: 4,
  priceModel: "fixed",
  fromCents: 9000,
  toCents: 12_000,
  features: ["wheelchair"],
  cancellation: [{ hours: 24, percent: 50 }],
} satisfies Omit<Profile["services"][number], "id"> & { id: "" };

/** Has somebody of a firm propose a profile with one service, and hands it in. */
export async function proposed(member: Partner & { partnerId: string }): Promise<void> {
  const at = async () => (await draftOf(member.partnerId, "it")).version;
  granted(
    await saveAbout(member, {
      version: await at(),
      about: "Portiamo persone dall’aeroporto all’ospedale.",
      language: "it",
    }),
  );
  granted(await saveService(member, { ...service, version: await at() } as never));
  granted(await submitChange(member, await at()));
}

export async function approved(reviewer: Office, id: string) {
  const change = await waitingChange(reviewer, id);
  return reviewChange(reviewer, {
    partnerId: id,
    changeId: change?.id ?? "",
    hash: change?.hash ?? "",
    answer: "approve",
    reason: "",
  });
}
