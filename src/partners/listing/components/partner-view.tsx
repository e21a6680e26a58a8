import { useTranslations } from "next-intl";
import type { Language } from "@/platform/i18n/rules";
import { Day } from "@/ui/data/day";
import { Time } from "@/ui/data/time";
import { CommissionLine } from "../../commissions/components/commissions-view";
import type { Commission } from "../../commissions/queries";
import type { PublicPartner } from "../queries";
import { PartnerText, ServiceView } from "./service-view";

type Props = {
  language: Language;
  partner: PublicPartner;
  commissions: readonly Commission[];
  areas: ReadonlyMap<string, string>;
};

/** A partner's page: what was checked and when, who contracts with whom, and what is offered, while it is. */
export function PartnerView({ language, partner, commissions, areas }: Props) {
  const t = useTranslations("partners");
  const isAdmitted = partner.state === "admitted";
  const profile = partner.release?.profile;
  return (
    <div className="max-w-prose">
      <h1>
        <bdi>{partner.name}</bdi>
      </h1>
      <p className="source mt-2 flex flex-wrap items-center gap-x-4">
        <span className={isAdmitted ? "mark mark-green" : "mark mark-warm"}>
          {t(`states.${partner.state}`)}
        </span>
        <bdi>{partner.legalName}</bdi>
        <span>{t("page.number", { number: partner.number })}</span>
        {partner.isDemo && <span className="mark mark-warm">{t("page.invented")}</span>}
      </p>
      {!isAdmitted && (
        <p className="mt-4 border-s-4 border-warm bg-warm-soft px-4 py-3 text-warm">
          {t(partner.state === "ended" ? "page.ended" : "page.suspended")}{" "}
          <Time at={partner.movedAt} isDay />
        </p>
      )}
      {isAdmitted && !partner.isInOrder && (
        <p className="mt-4 border-s-4 border-warm bg-warm-soft px-4 py-3 text-warm">
          {t("page.notInOrder")}
        </p>
      )}
      {isAdmitted && profile && (
        <PartnerText language={language} profile={profile} of="about" className="mt-6" />
      )}
      {isAdmitted && partner.website && (
        <p className="mt-3">
          <a href={partner.website} rel="noopener nofollow" dir="ltr" className="break-all">
            {partner.website}
          </a>
        </p>
      )}
      <section className="rule mt-8 pt-6" aria-labelledby="contract">
        <h2 id="contract">{t("page.contract")}</h2>
        <p className="mt-2">{t("page.contractText", { name: partner.legalName })}</p>
      </section>
      {isAdmitted && (
        <section className="rule mt-8 pt-6" aria-labelledby="services">
          <h2 id="services">{t("page.services")}</h2>
          {profile && profile.services.length > 0 ? (
            <ul>
              {profile.services.map((service) => (
                <ServiceView
                  key={service.id}
                  language={language}
                  profile={profile}
                  service={service}
                  areas={areas}
                />
              ))}
            </ul>
          ) : (
            <p className="mt-2">{t("page.noServices")}</p>
          )}
        </section>
      )}
      <section className="rule mt-8 pt-6" aria-labelledby="checked">
        <h2 id="checked">{t("page.checked")}</h2>
        <p className="mt-2">{t("page.checkedText")}</p>
        <ul className="mt-2">
          {partner.checks.map((check) => (
            <li key={check.item} className="border-b border-line py-2">
              {t(`items.${check.item}` as "items.insurance")}
              <span className="source flex flex-wrap gap-x-3">
                <span className={check.state === "expired" ? "text-warm" : undefined}>
                  {t(`checkStates.${check.state}`)}
                </span>
                <Time at={check.checkedAt} isDay />
                {check.endsOn && (
                  <span>
                    {t(check.state === "expired" ? "page.ranOut" : "papers.ends")}{" "}
                    <Day on={check.endsOn} />
                  </span>
                )}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section className="rule mt-8 pt-6" aria-labelledby="commissions">
        <h2 id="commissions">{t("commissions.title")}</h2>
        {commissions.length === 0 ? (
          <p className="mt-2">{t("commissions.nonePublic")}</p>
        ) : (
          <ul className="mt-2">
            {commissions.map((one) => (
              <li key={one.id} className="border-b border-line py-2">
                <CommissionLine one={one} />
              </li>
            ))}
          </ul>
        )}
      </section>
      <section className="rule mt-8 pt-6" aria-labelledby="complain">
        <h2 id="complain">{t("page.complain")}</h2>
        <p className="mt-2">{t("page.complainText")}</p>
        <p className="mt-2">
          <a href={`/${language}/complain?about=partner:${partner.slug}`}>{t("page.complainGo")}</a>
        </p>
      </section>
    </div>
  );
}
