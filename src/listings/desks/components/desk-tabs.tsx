import { useTranslations } from "next-intl";
import type { Language } from "@/platform/i18n/rules";
import { Filters } from "@/ui/data/filters";
import { Done } from "@/ui/forms/form";
import type { DeskRecord } from "../queries";
import { deskPath } from "../rules";

const tabs = ["home", "translations", "proofs", "history"] as const;
const dones = [
  "saved",
  "aside",
  "dropped",
  "withdrawn",
  "submitted",
  "approve",
  "return",
  "looked",
  "undone",
] as const;

/** The pages of one listing, and what has just been done. */
export function DeskTabs({
  language,
  desk,
  here,
  done,
}: {
  language: Language;
  desk: DeskRecord;
  here: (typeof tabs)[number] | "";
  done: string;
}) {
  const t = useTranslations("listings");
  const known = dones.find((one) => one === done);
  return (
    <>
      <Filters
        filters={[
          ...tabs.map((tab) => ({
            href: deskPath(language, tab === "home" ? "" : `/${tab}`, { of: desk.of }),
            label: t(`tabs.${tab}`),
            isHere: tab === here,
          })),
          {
            href: `/${language}/facilities/${desk.facility.slug}`,
            label: t("tabs.page"),
            isHere: false,
          },
        ]}
      />
      {known && <Done>{t(`done.${known}`)}</Done>}
    </>
  );
}
