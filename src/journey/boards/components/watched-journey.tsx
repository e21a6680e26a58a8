import { useTranslations } from "next-intl";
import { Time } from "@/ui/data/time";
import { ChoiceField } from "@/ui/forms/fields";
import { Form, Submit } from "@/ui/forms/form";
import { decideOrderAction } from "../../orders/actions";
import { ChangesView } from "../../overviews/components/changes-view";
import { Timeline } from "../../overviews/components/timeline";
import type { Overview } from "../../overviews/queries";
import type { OpenQuestion } from "../queries";

/** A journey as the association sees it: dates, legs and who has them; no name, no price, nothing medical. */
export function WatchedJourney({
  language,
  overview,
  questions,
}: {
  language: string;
  overview: Overview;
  questions: readonly OpenQuestion[];
}) {
  const t = useTranslations("journey");
  const d = useTranslations("journey.decide");
  return (
    <>
      <p>
        <span className="mark">
          {overview.state === "open"
            ? t(`phases.${overview.phase}`)
            : t(`states.${overview.state}`)}
        </span>
      </p>
      {questions.map((question) => (
        <section key={question.orderId} className="mt-6 border-s-4 border-warm px-4 py-2">
          <h2 className="text-lead">
            {t(`legs.${question.leg}`)}: {t(`orderStates.${question.state}`)}
          </h2>
          <p>
            <bdi>{question.partner}</bdi> · <bdi>{question.number}</bdi> ·{" "}
            <Time at={question.startsAt} />
          </p>
          <Form
            action={decideOrderAction}
            id={`decide-${question.orderId}`}
            words="journey"
            labels={{ as: d("as") }}
            className="mt-3"
          >
            <input type="hidden" name="code" value={overview.code} />
            <input type="hidden" name="orderId" value={question.orderId} />
            <input type="hidden" name="version" value={question.version} />
            <ChoiceField
              name="as"
              label={d("as")}
              options={(["done", "cancelled"] as const).map((one) => ({
                value: one,
                label: d(one),
              }))}
            />
            <Submit>{d("submit")}</Submit>
          </Form>
        </section>
      ))}
      <div className="grid gap-x-12 lg:grid-cols-[3fr_2fr]">
        <Timeline language={language} overview={overview} isOwn={false} />
        <ChangesView changes={overview.changes} />
      </div>
    </>
  );
}
