import { useTranslations } from "next-intl";
import type { Language } from "@/platform/i18n/rules";
import { Done } from "@/ui/forms/form";
import { ServiceView } from "../../listing/components/service-view";
import type { Draft } from "../../profiles/queries";
import { ChangeNote } from "./profile-view";

type Props = {
  language: Language;
  draft: Draft;
  areas: ReadonlyMap<string, string>;
  wasSaved: boolean;
};

/** The services of a partner as they would be public, each with the way to change it. */
export function ServicesView({ language, draft, areas, wasSaved }: Props) {
  const t = useTranslations("partners.own");
  const canWrite = draft.change?.state !== "submitted";
  const { services } = draft.profile;
  return (
    <>
      {wasSaved && <Done>{t("saved")}</Done>}
      <ChangeNote draft={draft} />
      <h2 className="sr-only">{t("servicesTitle")}</h2>
      {services.length === 0 && <p>{t("noServices")}</p>}
      {services.map((service) => (
        <div key={service.id}>
          <ul>
            <ServiceView
              language={language}
              profile={draft.profile}
              service={service}
              areas={areas}
            />
          </ul>
          {canWrite && (
            <a
              className="inline-flex min-h-11 items-center"
              href={`/${language}/partner/services/edit?id=${service.id}`}
            >
              {t("changeService")}
              <span className="sr-only">: {service.name}</span>
            </a>
          )}
        </div>
      ))}
      {canWrite && (
        <p className="mt-6">
          <a className="button" href={`/${language}/partner/services/edit`}>
            {t("addService")}
          </a>
        </p>
      )}
    </>
  );
}
