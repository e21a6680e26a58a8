import { useFormatter, useTranslations } from "next-intl";
import type { CatalogueCounts } from "@/catalogue/facilities/queries";
import { publisherOf } from "@/catalogue/facilities/rules";
import type { TopicCard } from "@/catalogue/topics/queries";
import type { Language } from "@/platform/i18n/rules";
import { SourceLine } from "@/ui/data/source-line";
import { SearchForm } from "@/ui/layout/frame";
import { BodyMap } from "./body-map";

const registers = {
  beds: {
    url: "https://github.com/eurostat/healthcare-services/blob/master/data/healthcare/csv/IT.csv",
    date: "2020-01-01",
  },
  discharges: {
    url: "https://www.dati.salute.gov.it/it/dataset/dimissioni-ospedaliere-istituto-e-tipologia-di-dimissione/",
    date: "2022",
  },
  irccs: {
    url: "https://www.ilcittadinomb.it/news/cronaca/monza-lospedale-san-gerardo-diventa-irccs-che-cosa-manca/",
    date: "2022-09",
  },
} as const;

/** The first page: one box, the body, how it works, and the figures with their sources. */
export function HomeView({
  language,
  districts,
  counts,
}: {
  language: Language;
  districts: readonly TopicCard[];
  counts: CatalogueCounts;
}) {
  const t = useTranslations("catalogue.home");
  const format = useFormatter();
  const said = (source: { url: string; date: string }) => ({
    isSourced: true,
    sourceUrl: source.url,
    sourceName: publisherOf(source.url),
    sourceDate: source.date,
    readOn: counts.checkedOn,
    confirmedBy: null,
    confirmedOn: null,
  });
  return (
    <>
      <div className="grid items-start gap-x-12 gap-y-8 lg:grid-cols-[4fr_7fr]">
        <div className="lg:sticky lg:top-8 lg:pt-6">
          <h1 className="lg:text-display lg:leading-[3.25rem]">{t("title")}</h1>
          <p className="mb-6 mt-4 max-w-prose text-lead leading-8">{t("lead")}</p>
          <SearchForm language={language} id="search" isLarge />
        </div>
        <section aria-labelledby="body">
          <h2 id="body" className="mb-3">
            {t("body")}
          </h2>
          <BodyMap language={language} districts={districts} />
        </section>
      </div>

      <section aria-labelledby="how" className="mt-16">
        <h2 id="how">{t("how")}</h2>
        <ol className="mt-5 grid gap-8 sm:grid-cols-2 lg:grid-cols-4">
          {([1, 2, 3, 4] as const).map((step) => (
            <li key={step} className="border-t-4 border-green pt-3">
              <p className="font-serif text-head leading-10 text-green" aria-hidden="true">
                {format.number(step)}
              </p>
              <h3>{t(`steps.${step}.title`)}</h3>
              <p className="mt-1 text-quiet">{t(`steps.${step}.text`)}</p>
            </li>
          ))}
        </ol>
      </section>

      <section aria-labelledby="figures" className="mt-16">
        <h2 id="figures">{t("figures")}</h2>
        <dl className="mt-5 grid gap-8 sm:grid-cols-2 lg:grid-cols-4">
          <Figure value={format.number(counts.facilities)} label={t("facilities")}>
            <p className="source">{t("counted")}</p>
          </Figure>
          <Figure value={format.number(counts.discharges)} label={t("discharges")}>
            <SourceLine hasConfirmation={false} said={said(registers.discharges)} />
          </Figure>
          <Figure value={format.number(counts.beds)} label={t("beds")}>
            <SourceLine hasConfirmation={false} said={said(registers.beds)} />
          </Figure>
          <Figure
            value={format.number(counts.institutes)}
            label={t("irccs", { sites: counts.irccsSites })}
          >
            <SourceLine hasConfirmation={false} said={said(registers.irccs)} />
          </Figure>
        </dl>
      </section>
    </>
  );
}

function Figure({
  value,
  label,
  children,
}: {
  value: string;
  label: string;
  children: React.ReactNode;
}) {
  return (
    <div className="rule flex flex-col pt-3">
      <dt className="order-2">{label}</dt>
      <dd className="order-1 font-serif text-head leading-10">{value}</dd>
      <dd className="order-3 mt-1">{children}</dd>
    </div>
  );
}
