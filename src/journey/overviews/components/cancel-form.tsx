import { useTranslations } from "next-intl";
import { Form, Submit } from "@/ui/forms/form";
import { cancelJourneyAction } from "../../journeys/actions";

/** Gives a journey up; orders that stand have to be ended before, each with its own fee. */
export function CancelForm({
  overview,
}: {
  overview: { id: string; code: string; version: number };
}) {
  const t = useTranslations("journey.cancel");
  return (
    <details className="mt-10">
      <summary className="cursor-pointer text-warm underline">{t("open")}</summary>
      <Form action={cancelJourneyAction} id="cancel" words="journey" className="mt-3">
        <p className="mb-3">{t("text")}</p>
        <input type="hidden" name="journeyId" value={overview.id} />
        <input type="hidden" name="code" value={overview.code} />
        <input type="hidden" name="version" value={overview.version} />
        <Submit tone="warm">{t("submit")}</Submit>
      </Form>
    </details>
  );
}
