import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { DeskTabs } from "@/listings/desks/components/desk-tabs";
import { type DeskRecord, deskRecord, topicChoices } from "@/listings/desks/queries";
import type { Actor } from "@/platform/actor";
import type { Language } from "@/platform/i18n/rules";
import { Personal, type PersonalProps, queryOf } from "./personal";

const roles = ["facility-editor", "facility-approver", "facility-coordinator", "administrator"];

/** The listing that a page of the desk is about; null where somebody of the association has opened none yet. */
export async function openDesk(actor: Actor, props: PersonalProps): Promise<DeskRecord | null> {
  if (!roles.includes(actor.role)) notFound();
  const of = await queryOf(props, "of");
  const desk = await deskRecord(actor, of);
  if (desk || (actor.kind === "office" && of === "")) return desk;
  notFound();
}

type Props = {
  language: Language;
  path: string;
  desk: DeskRecord | null;
  title: string;
  lead?: ReactNode;
  tab?: Parameters<typeof DeskTabs>[0]["here"];
  done: string;
  children: ReactNode;
};

/** The frame of the desk's pages. */
export async function DeskPage({
  language,
  path,
  desk,
  title,
  lead,
  tab = "",
  done,
  children,
}: Props) {
  const t = await getTranslations("listings");
  return (
    <Personal
      language={language}
      path={path}
      title={desk ? title : t("title")}
      lead={desk ? (lead ?? <bdi>{desk.facility.name}</bdi>) : t("choose")}
      isWide
    >
      {desk ? (
        <>
          <DeskTabs language={language} desk={desk} here={tab} done={done} />
          {children}
        </>
      ) : (
        <p>
          <a href={`/${language}/association/listings`}>{t("chooseLink")}</a>
        </p>
      )}
    </Personal>
  );
}

/** What offers can be about, by their numbers. */
export const topicNames = async (language: Language) =>
  Object.fromEntries((await topicChoices(language)).map((topic) => [topic.id, topic.name]));
