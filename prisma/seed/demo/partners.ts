import { currentChecklist } from "../../../src/partners/categories/queries";
import { dayAfter, type Item, itemsFor } from "../../../src/partners/categories/rules";
import { writeChecks } from "../../../src/partners/checks/commands";
import { slugOf } from "../../../src/partners/decisions/rules";
import { lockPartner, movePartner } from "../../../src/partners/moves/commands";
import { type Profile, profileHash, sourceHash } from "../../../src/partners/profiles/rules";
import { publish } from "../../../src/partners/reviews/commands";
import { system } from "../../../src/platform/audit";
import { row, sql } from "../../../src/platform/db/sql";
import { inTransaction, type Tx } from "../../../src/platform/db/transaction";
import { ok } from "../../../src/platform/result";
import { partnerRights } from "../../../src/platform/roles";
import { emailHash } from "../../../src/platform/security/keyring";
import { sealByMaster } from "../../../src/platform/security/sealing";
import { type DemoFirm, firms } from "./firms";
import { moreFirms } from "./more-firms";

const personOf = async (email: string): Promise<string> => {
  const found = await row<{ id: string }>(
    sql`SELECT id FROM people WHERE email_hash = ${emailHash(email)}`,
  );
  if (!found) throw new Error(`${email} is not of the cast`);
  return found.id;
};

function profileOf(firm: DemoFirm): Profile {
  const id = crypto.randomUUID();
  const [priceModel, fromCents, toCents] = firm.price;
  const included = {
    it: "Il prezzo comprende ciò che è detto qui. Tutto è inventato.",
    en: "The price holds what is said here. All of it is invented.",
  };
  const english = (text: { it: string; en: string }, isChecked: boolean) => ({
    text: text.en,
    source: sourceHash(text.it),
    isChecked,
  });
  return {
    language: "it",
    about: firm.about.it,
    services: [
      {
        id,
        category: firm.category,
        name: firm.service.it,
        included: included.it,
        areas: firm.areas,
        languages: firm.languages as Profile["services"][number]["languages"],
        days: firm.isAllDay ? [1, 2, 3, 4, 5, 6, 7] : [1, 2, 3, 4, 5],
        opens: firm.isAllDay ? "00:00" : "08:00",
        closes: firm.isAllDay ? "00:00" : "19:00",
        capacity: 4,
        priceModel,
        fromCents,
        toCents,
        features: firm.features,
        cancellation: [
          { hours: 48, percent: 30 },
          { hours: 12, percent: 100 },
        ],
      },
    ],
    translations: {
      en: {
        about: english(firm.about, true),
        [`${id}.name`]: english(firm.service, true),
        [`${id}.included`]: english(included, false),
      },
    },
  };
}

type Hands = { curator: string; administrator: string; member: string };

async function checkItems(
  tx: Tx,
  partnerId: string,
  items: readonly Item[],
  { curator }: Hands,
  endsSoon: boolean,
) {
  for (const { key, optional } of items) {
    if (optional) continue;
    const endsOn = dayAfter(endsSoon && key === "insurance" ? 20 : 300, new Date());
    await tx.run(sql`
      UPDATE partner_checks SET state = 'checked', ends_on = ${endsOn}::date, checked_by = ${curator}, checked_at = now() WHERE partner_id = ${partnerId} AND item = ${key}`);
  }
}

async function addFirm(tx: Tx, firm: DemoFirm, at: number, hands: Hands): Promise<void> {
  const [id, checklist] = [crypto.randomUUID(), await currentChecklist()];
  const contact = {
    name: "Piero Partner (invented)",
    email: `firm${at}@demo.example`,
    phone: "+39 000",
  };
  const answers = Object.fromEntries(
    ["owners", "commissions", "prices", "references", "complaints"].map((one) => [
      one,
      "Inventato per la dimostrazione.",
    ]),
  );
  await tx.run(sql`
    INSERT INTO partners (id, number, checklist_version, name, legal_name, vat, categories, language, answers, contact, email_hash, is_demo)
    VALUES (${id}, ${`P-DEMO${String(at).padStart(4, "0")}`}, ${checklist.version}, ${firm.name}, ${`${firm.name} srl`}, ${"00000000000"}, ${[firm.category]}, 'it',
      ${JSON.stringify(answers)}::jsonb, ${sealByMaster(`partners.contact:${id}`, JSON.stringify(contact))}, ${emailHash(contact.email)}, true)`);
  const moved = async (key: "submit" | "admit" | "suspend", by: string | null, reason: string) => {
    const partner = await lockPartner(tx, id);
    if (partner)
      await movePartner(tx, by ? { ...system, personId: by } : system, partner, key, {
        reason,
        slug: key === "admit" ? slugOf(firm.name) : null,
      });
  };
  const items = itemsFor(checklist, [firm.category]);
  await writeChecks(tx, id, items);
  await moved("submit", null, "");
  if (firm.state === "half-checked") {
    await checkItems(tx, id, items.slice(0, 6), hands, false);
    return;
  }
  await checkItems(tx, id, items, hands, firm.isCast === true);
  await moved("admit", hands.administrator, "Tutto è in regola. Inventato per la dimostrazione.");
  if (firm.isCast)
    await tx.run(sql`
      UPDATE role_grants SET partner_id = ${id}, partner = ${firm.name}, partner_rights = ${[...partnerRights]} WHERE person_id = ${hands.member} AND role = 'partner' AND ended_at IS NULL`);
  const profile = profileOf(firm);
  const change = await tx.row<{ id: string; body: unknown }>(sql`
    INSERT INTO partner_changes (partner_id, state, body, hash, authors, submitted_at, submitted_by, decided_at, decided_by)
    VALUES (${id}, 'approved', ${JSON.stringify(profile)}::jsonb, ${profileHash(profile)}, ARRAY[${hands.member}::uuid], now(), ${hands.member}, now(), ${hands.curator}) RETURNING id, body`);
  await publish(tx, {
    partnerId: id,
    onRelease: 0,
    changeId: change?.id ?? "",
    body: change?.body,
    hash: profileHash(profile),
    approvedBy: hands.curator,
  });
  if (firm.state === "suspended")
    await moved(
      "suspend",
      hands.administrator,
      "Il certificato antincendio è in dubbio. Inventato.",
    );
}

/** Adds the invented firms where none is there yet. Answers how many. */
export async function seedPartners(): Promise<number> {
  if (await row(sql`SELECT 1 FROM partners WHERE is_demo`)) return 0;
  const hands = {
    curator: await personOf("curator@demo.example"),
    administrator: await personOf("administrator@demo.example"),
    member: await personOf("partner@demo.example"),
  };
  await inTransaction(async (tx) => {
    for (const [at, firm] of [...firms, ...moreFirms].entries())
      await addFirm(tx, firm, at + 1, hands);
    return ok(null);
  });
  return firms.length + moreFirms.length;
}
