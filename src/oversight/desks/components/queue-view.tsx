import { useTranslations } from "next-intl";
import type { Colour } from "@/cases/calendar/rules";
import { wordsOf } from "@/cases/turns/rules";
import type { OfferLine } from "@/opinions/assignments/queries";
import { Filters } from "@/ui/data/filters";
import { Table } from "@/ui/data/table";
import { Time } from "@/ui/data/time";
import type { CaseFilter, CaseLine } from "../queries";

const marks: Record<Colour, string> = {
  green: "mark mark-green",
  yellow: "mark",
  orange: "mark mark-warm",
  red: "mark mark-warm font-semibold",
};

type Props = {
  language: string;
  lines: readonly CaseLine[];
  offers: readonly OfferLine[];
  filter: CaseFilter;
};

/** The queue of somebody of a facility: offers by name first, then the cases. */
export function QueueView({ language, lines, offers, filter }: Props) {
  const t = useTranslations("opinions.facility");
  const states = useTranslations("cases.states");
  const acts = useTranslations("cases.acts");
  const colours = useTranslations("cases.desk.colours");
  return (
    <>
      <span
        hidden
        data-stamp={[
          ...lines.map((line) => `${line.id}${line.state}`),
          ...offers.map((one) => one.assignmentId),
        ].join("-")}
      />
      {offers.length > 0 && (
        <section className="mb-8">
          <h2>{t("offers")}</h2>
          <ul>
            {offers.map((one) => (
              <li
                key={one.assignmentId}
                className="flex flex-wrap items-baseline justify-between gap-x-6 border-b border-line py-3"
              >
                <a href={`/${language}/facility/offers/${one.assignmentId}`}>
                  <bdi dir="ltr">{one.number}</bdi>
                </a>
                {one.dueAt && <Time at={one.dueAt} />}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Filters
        filters={(["mine", "late", "all"] as const).map((one) => ({
          href: `/${language}/facility/cases?show=${one}`,
          label: t(`filters.${one}`),
          isHere: one === filter,
        }))}
      />
      {lines.length === 0 ? (
        <p>{t("none")}</p>
      ) : (
        <Table
          caption={t("queue")}
          heads={[t("number"), t("about"), t("state"), t("nextAct"), t("class"), t("due")]}
        >
          {lines.map((line) => (
            <tr key={line.id}>
              <td>
                <a href={`/${language}/facility/cases/${line.id}`}>
                  <bdi dir="ltr">{line.number}</bdi>
                </a>
              </td>
              <td>
                <bdi>{line.about}</bdi>
              </td>
              <td>{states(line.state)}</td>
              <td>{line.next && acts(wordsOf(line.next))}</td>
              <td>{line.urgency}</td>
              <td>
                {line.dueAt && (
                  <>
                    <Time at={line.dueAt} />{" "}
                    <span className={marks[line.colour]}>{colours(line.colour)}</span>
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
