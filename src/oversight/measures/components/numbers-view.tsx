import { useTranslations } from "next-intl";
import { Table } from "@/ui/data/table";
import type { Numbers } from "../queries";
import type { Summary } from "../rules";

/** The numbers of a year, with "fewer than five" wherever a number would tell of too few. */
export function NumbersView({ numbers }: { numbers: Numbers }) {
  const t = useTranslations("oversight.numbers");
  const states = useTranslations("cases.states");
  const few = <span className="source">{t("few")}</span>;
  const percent = (share: number | null) => (share === null ? few : t("percent", { share }));
  const time = (value: number | null | undefined, unit: "hours" | "days") =>
    value == null
      ? few
      : unit === "hours"
        ? t("hours", { hours: value })
        : t("days", { days: value });
  const line = (key: string, name: string, summary: Summary | null, unit: "hours" | "days") => (
    <tr key={key}>
      <td>{name}</td>
      <td>{summary?.cases ?? few}</td>
      <td>{time(summary?.median, unit)}</td>
      <td>{summary && summary.ninety === null ? "–" : time(summary?.ninety, unit)}</td>
    </tr>
  );
  return (
    <>
      <p className="source mb-6">{t("rounded")}</p>
      <Table caption={t("title")} heads={[t("title"), t("cases"), t("median"), t("ninety")]}>
        {numbers.measures.map(({ measure, summary }) =>
          line(measure, t(`measures.${measure}`), summary, measure === "paused" ? "days" : "hours"),
        )}
      </Table>
      <h2 className="mt-10">{t("shares")}</h2>
      <Table caption={t("shares")} heads={[t("shares"), t("value")]}>
        {numbers.shares.map(({ share, value }) => (
          <tr key={share}>
            <td>{t(share)}</td>
            <td>{percent(value)}</td>
          </tr>
        ))}
      </Table>
      <h2 className="mt-10">{t("state")}</h2>
      <Table
        caption={t("state")}
        heads={[t("state"), t("cases"), t("median"), t("ninety"), t("inTime")]}
      >
        {numbers.states.map(({ state, summary }) => (
          <tr key={state}>
            <td>{states(state)}</td>
            <td>{summary?.cases ?? few}</td>
            <td>{time(summary?.median, "hours")}</td>
            <td>{summary && summary.ninety === null ? "–" : time(summary?.ninety, "hours")}</td>
            <td>{percent(summary?.inTime ?? null)}</td>
          </tr>
        ))}
      </Table>
      {numbers.lost.length > 0 && (
        <>
          <h2 className="mt-10">{t("lost")}</h2>
          <Table caption={t("lost")} heads={[t("state"), t("cases")]}>
            {numbers.lost.map(({ state, cases }) => (
              <tr key={state}>
                <td>{states(state)}</td>
                <td>{cases ?? few}</td>
              </tr>
            ))}
          </Table>
        </>
      )}
    </>
  );
}
