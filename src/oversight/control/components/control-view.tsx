import { useTranslations } from "next-intl";
import { Table } from "@/ui/data/table";
import { Time } from "@/ui/data/time";
import type { LateCase, Turn } from "../queries";

type Props = {
  language: string;
  late: { cases: readonly LateCase[]; total: number };
  turns: readonly Turn[];
  /** Whether the reader may open a case. */
  opens: boolean;
};

/** What an administrator asks first: who is late and why, and whose turn it is. */
export function ControlView({ language, late, turns, opens }: Props) {
  const t = useTranslations("oversight.control");
  const states = useTranslations("cases.states");
  const holders = useTranslations("cases.holders");
  return (
    <>
      <section className="mt-8">
        <h2>{t("lateTitle", { count: late.total })}</h2>
        {late.cases.length === 0 ? (
          <p>{t("noneLate")}</p>
        ) : (
          <Table
            caption={t("lateCaption")}
            heads={[t("number"), t("state"), t("holder"), t("since")]}
          >
            {late.cases.map(({ id, number, state, holder, facility, dueAt }) => (
              <tr key={id}>
                <th scope="row" className="py-2 pe-4 text-start font-normal">
                  {opens ? (
                    <a href={`/${language}/association/requests/${id}`}>
                      <bdi dir="ltr">{number}</bdi>
                    </a>
                  ) : (
                    <bdi dir="ltr">{number}</bdi>
                  )}
                </th>
                <td>{states(state)}</td>
                <td>
                  {holder === "patient" ? t("patient") : holders(holder)}
                  {facility && (
                    <>
                      {" · "}
                      <bdi>{facility}</bdi>
                    </>
                  )}
                </td>
                <td>
                  <Time at={dueAt} />
                </td>
              </tr>
            ))}
          </Table>
        )}
      </section>
      <section className="mt-8">
        <h2>{t("turnsTitle")}</h2>
        <p className="source max-w-prose">{t("turnsLead")}</p>
        {turns.length === 0 ? (
          <p>{t("noTurns")}</p>
        ) : (
          <ol className="mt-2">
            {turns.map(({ facility, open, share, capacity }) => (
              <li
                key={facility}
                className="flex flex-wrap items-baseline justify-between gap-x-6 border-b border-line py-3"
              >
                <bdi>{facility}</bdi>
                <span className="source">{t("turn", { share, open, capacity })}</span>
              </li>
            ))}
          </ol>
        )}
      </section>
    </>
  );
}
