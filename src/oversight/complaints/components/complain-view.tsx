import { useTranslations } from "next-intl";
import { Time } from "@/ui/data/time";
import { AreaField } from "@/ui/forms/area";
import { Form, Submit } from "@/ui/forms/form";
import { complainAction } from "../actions";
import type { Complaint } from "../queries";
import { Words } from "./words";

type Props = { requestId: string; complaints: readonly Complaint[]; formKey: string };

/** The patient's own complaints about a case with what was answered, and a form for another. */
export function ComplainView({ requestId, complaints, formKey }: Props) {
  const t = useTranslations("oversight.complaint");
  return (
    <>
      <Form
        action={complainAction}
        id="complaint"
        formKey={formKey}
        words="cases"
        labels={{ body: t("body") }}
        numbers={{ max: 4000 }}
      >
        <input type="hidden" name="requestId" value={requestId} />
        <AreaField name="body" label={t("body")} maxLength={4000} rows={8} />
        <Submit>{t("submit")}</Submit>
      </Form>
      {complaints.length > 0 && (
        <section className="rule mt-10 pt-6" aria-labelledby="complaints">
          <h2 id="complaints">{t("yours")}</h2>
          <ul>
            {complaints.map((one) => (
              <li key={one.id} className="border-b border-line py-4">
                <h3>
                  <bdi>{t("number", { number: one.number })}</bdi>
                </h3>
                <p className="source flex flex-wrap gap-x-4">
                  <Time at={one.createdAt} />
                  <span className={one.state === "answered" ? "mark mark-green" : "mark"}>
                    {t(`states.${one.state}`)}
                  </span>
                  {one.state !== "answered" && (
                    <span>
                      {t("answerBy")} <Time at={one.answerBy} />
                    </span>
                  )}
                </p>
                <Words text={one.body} />
                {one.answer && <Words head={t("answer")} text={one.answer} />}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
