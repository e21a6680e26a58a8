import { useTranslations } from "next-intl";
import { Form, Submit } from "@/ui/forms/form";
import { chooseLegAction } from "../../offers/actions";
import type { LegPage } from "../queries";

/** Who sees to a part that no order stands for: partners, the patient, nobody; and that it is done. */
export function ChoiceForms({ page }: { page: LegPage }) {
  const t = useTranslations("journey.choice");
  const { leg, orders } = page;
  const hasOrder = orders.some(({ state }) => !["refused", "lapsed", "cancelled"].includes(state));
  if (hasOrder) return null;
  const choices = leg.isTask
    ? leg.state === "done"
      ? (["undone"] as const)
      : leg.state === "not-needed"
        ? (["partners"] as const)
        : (["done", "not-needed"] as const)
    : leg.state === "done"
      ? (["undone"] as const)
      : leg.choice === "own"
        ? (["done", "partners", "not-needed"] as const)
        : leg.choice === "not-needed"
          ? (["partners", "own"] as const)
          : (["own", "not-needed"] as const);
  return (
    <Form action={chooseLegAction} id="choice" words="journey" className="mt-10">
      <input type="hidden" name="code" value={page.journey.code} />
      <input type="hidden" name="leg" value={leg.key} />
      <input type="hidden" name="legId" value={leg.id} />
      <input type="hidden" name="version" value={page.journey.version} />
      <div className="flex flex-wrap gap-3">
        {choices.map((choice) => (
          <Submit
            key={choice}
            tone={choice === "done" ? "main" : "quiet"}
            name="choice"
            value={choice}
          >
            {t(leg.isTask && choice === "partners" ? "needed" : choice)}
          </Submit>
        ))}
      </div>
    </Form>
  );
}
