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
          heads={[number, t("patient"), t("state"), t("class"), t("due")]}
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
  "waiting-documents": "toWaiting",
  "material-check": "toCheck",
  complete: "toComplete",
  "not-possible": "toNotPossible",
  choice: "toChoice",
  closed: "toClosed",
} as const;

/** What the coordinator can do where the request stands. */
export function DeskMoves({
  request,
  next,
  isMine,
}: {
  request: RequestCase;
  next: readonly string[];
  isMine: boolean;
}) {
  const t = useTranslations("cases.desk");
  const hidden = (
    <>
      <input type="hidden" name="requestId" value={request.id} />
      <input type="hidden" name="version" value={request.version} />
    </>
  );
  return (
    <section className="mt-8">
      {!isMine && (
        <Form action={takeOnAction} id="take" words="cases" className="mb-6">
          {hidden}
          <Submit tone="quiet">{t("take")}</Submit>
        </Form>
      )}
      {/* Always there, so that what is said of it is shown also where the step is gone meanwhile. */}
      <Form
        action={decideRequestAction}
        id="decide"
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
              {next.map((to, at) => (
                <Submit
                  key={to}
                  tone={at === 0 ? "main" : to === "not-possible" ? "warm" : "quiet"}
                  name="to"
                  value={to}
                >
                  {t(names[to as "complete"])}
                </Submit>
              ))}
            </div>
          </>
        )}
      </Form>
    </section>
  );
}
