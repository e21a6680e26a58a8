import { useTranslations } from "next-intl";
import type { RetentionRule } from "../queries";
import { spanOf } from "../rules";

/** What is kept how long and why, as the rules stand now. */
export function RetentionTable({ rules }: { rules: readonly RetentionRule[] }) {
  const t = useTranslations("accounts.retention");
  return (
    <section className="mt-10">
      <h2 id="retention">{t("title")}</h2>
      <p className="mt-2">{t("lead")}</p>
      <div className="mt-4 overflow-x-auto" tabIndex={0} role="region" aria-labelledby="retention">
        <table className="w-full">
          <thead>
            <tr className="border-b border-edge">
              {(["what", "time", "why"] as const).map((name) => (
                <th key={name} scope="col" className="py-2 pe-4 text-start font-semibold">
                  {t(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rules.map(({ key, days, basis }) => {
              const { unit, number } = spanOf(days);
              return (
                <tr key={key} className="border-b border-line align-top">
                  <th scope="row" className="py-2 pe-4 text-start font-normal">
                    {t(`rules.${key}.what`)}
                  </th>
                  <td className="whitespace-nowrap py-2 pe-4">
                    {unit === "years" ? t("years", { years: number }) : t("days", { days: number })}
                  </td>
                  <td className="py-2">
                    {t(`rules.${key}.why`)} <span className="source">{basis}</span>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
