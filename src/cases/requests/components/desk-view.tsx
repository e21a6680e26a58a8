import { useTranslations } from "next-intl";
import { Filters } from "@/ui/data/filters";
import { Table } from "@/ui/data/table";
import { Time } from "@/ui/data/time";
import { AreaField } from "@/ui/forms/area";
import { ChoiceField } from "@/ui/forms/fields";
import { Form, Submit } from "@/ui/forms/form";
import type { Colour } from "../../calendar/rules";
import { decideRequestAction, takeOnAction } from "../actions";
import type { DeskFilter, RequestCase, RequestLine } from "../queries";
import { type DeskDecision, deskDecisions } from "../rules";

const marks: Record<Colour, string> = {
  green: "mark mark-green",
  yellow: "mark",
  orange: "mark mark-warm",
  red: "mark mark-warm font-semibold",
};

export function DeskView({
  language,
  lines,
  filter,
}: {
  language: string;
  lines: readonly (RequestLine & { colour: Colour })[];
  filter: DeskFilter;
}) {
  const t = useTranslations("cases.desk");
  const states = useTranslations("cases.states");
  const holders = useTranslations("cases.holders");
  const number = useTranslations("cases.cases")("number");
  return (
    <>
      <span hidden data-stamp={lines.map((line) => `${line.id}${line.version}`).join("-")} />
      <Filters
        filters={(["all", "ours", "mine", "late", "papers"] as const).map((one) => ({
          href: `/${language}/association/requests?show=${one}`,
          label: t(`filters.${one}`),
          isHere: one === filter,
        }))}
      />
      {lines.length === 0 ? (
        <p>{t("none")}</p>
      ) : (
        <Table
          caption={t("title")}
          heads={[number, t("patient"), t("state"), t("holder"), t("class"), t("due")]}
        >
          {lines.map((line) => (
            <tr key={line.id}>
              <td>
                <a href={`/${language}/association/requests/${line.id}`}>
                  <bdi dir="ltr">{line.number}</bdi>
                </a>
              </td>
              <td>
                <bdi>{line.patient}</bdi>
                <div className="source">
                  <bdi>{line.about}</bdi>
                </div>
              </td>
              <td>
                {states(line.state)} {line.isMine && <span className="mark ms-1">{t("mine")}</span>}
              </td>
              <td>{line.holder === "patient" ? t("patient") : holders(line.holder)}</td>
              <td>{line.urgency}</td>
              <td>
                {line.dueAt && (
                  <>
                    <Time at={line.dueAt} />{" "}
                    <span className={marks[line.colour]}>{t(`colours.${line.colour}`)}</span>
                  </>
                )}
              </td>
            </tr>
          ))}
        </Table>
      )}
    </>
  );
}

const names = {
  checkPapers: "toCheck",
  findComplete: "toComplete",
  askForPapers: "toWaiting",
  findImpossible: "toNotPossible",
  chooseAnew: "toChoice",
  closeDeclined: "toClosed",
} as const satisfies Record<DeskDecision, string>;

/** What the coordinator can do where the request stands. */
export function DeskMoves({ request, isMine }: { request: RequestCase; isMine: boolean }) {
  const t = useTranslations("cases.desk");
  const next = deskDecisions.filter((one) => request.acts.includes(one));
  const hidden = (
    <>
      <input type="hidden" name="requestId" value={request.id} />
      <input type="hidden" name="version" value={request.version} />
    </>
  );
  return (
    <section className="mt-8">
      {!isMine && request.acts.includes("takeOn") && (
        <Form action={takeOnAction} id="take" acts={["takeOn"]} words="cases" className="mb-6">
          {hidden}
          <Submit tone="quiet">{t("take")}</Submit>
        </Form>
      )}
      {/* Always there, so that what is said of it is shown also where the step is gone meanwhile. */}
      <Form
        action={decideRequestAction}
        id="decide"
        acts={next}
        words="cases"
        labels={{ urgency: t("setClass"), why: t("why") }}
        numbers={{ max: 2000 }}
      >
        {next.length > 0 && (
          <>
            {hidden}
            {request.state === "first-contact" && (
              <>
                <p className="mb-4">{t("contactText")}</p>
                <ChoiceField
                  name="urgency"
                  label={t("setClass")}
                  options={(["A", "B", "C"] as const).map((one) => ({
                    value: one,
                    label: t(`classes.${one}`),
                  }))}
                  value={request.urgency ?? ""}
                />
              </>
            )}
            <AreaField name="why" label={t("why")} maxLength={2000} rows={3} />
            <div className="flex flex-wrap gap-3">
              {next.map((act, at) => (
                <Submit
                  key={act}
                  tone={at === 0 ? "main" : act === "findImpossible" ? "warm" : "quiet"}
                  name="act"
                  value={act}
                >
                  {t(names[act])}
                </Submit>
              ))}
            </div>
          </>
        )}
      </Form>
    </section>
  );
}
