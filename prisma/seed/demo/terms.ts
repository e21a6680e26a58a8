import { sql } from "../../../src/platform/db/sql";
import { inTransaction } from "../../../src/platform/db/transaction";
import { ok } from "../../../src/platform/result";

/** What two facilities would offer: invented, and marked so wherever it is shown. */
const terms = [
  {
    slug: "niguarda",
    feeCents: 38_000,
    teamFeeCents: 62_000,
    days: 5,
    languages: ["it", "en", "fr"],
  },
  {
    slug: "san-raffaele",
    feeCents: 45_000,
    teamFeeCents: 70_000,
    days: 4,
    languages: ["it", "en", "ar"],
  },
] as const;

export async function seedTerms(): Promise<void> {
  await inTransaction(async (tx) => {
    for (const { slug, feeCents, teamFeeCents, days, languages } of terms)
      await tx.run(sql`
        INSERT INTO opinion_terms (facility_id, is_offered, capacity, fee_cents, team_fee_cents, days, team_days, languages, next_check_on, confirmed_at, is_demo)
        SELECT id, true, 200, ${feeCents}, ${teamFeeCents}, ${days}, 7, ${[...languages]}, current_date + 300, now(), true FROM facilities WHERE slug = ${slug}
        ON CONFLICT (facility_id) DO NOTHING`);
    return ok(null);
  });
}
