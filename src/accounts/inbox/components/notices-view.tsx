import { useFormatter, useTranslations } from "next-intl";
import { ChoiceField } from "@/ui/forms/fields";
import { Form, Submit } from "@/ui/forms/form";
import type { Notice } from "../../notices/queries";
import { chosenGroups, type NoticeGroup, noticePaths } from "../../notices/rules";
import { chooseLettersAction, markAllReadAction } from "../actions";

export function NoticesView({
  language,
  notices,
  unwanted,
}: {
  language: string;
  notices: readonly Notice[];
  unwanted: readonly NoticeGroup[];
}) {
  const t = useTranslations("accounts.notices");
  const format = useFormatter();
  return (
    <>
      {notices.length === 0 && <p>{t("none")}</p>}
      {notices.some((one) => !one.readAt) && (
        <Form action={markAllReadAction} id="read" words="accounts" className="mb-4">
          <Submit tone="quiet">{t("markRead")}</Submit>
        </Form>
      )}
      <ul data-live-list>
        {notices.map((one) => (
          <li
            key={one.id}
            className="flex flex-wrap items-baseline justify-between gap-x-6 border-b border-line py-3"
          >
            <span>
              {!one.readAt && <span className="mark mark-warm me-2">{t("new")}</span>}
              <a href={`/${language}${noticePaths[one.kind]}`}>{t(`kinds.${one.kind}`)}</a>
            </span>
            <time dateTime={one.createdAt.toISOString()} className="source">
              {format.dateTime(one.createdAt, { dateStyle: "medium", timeStyle: "short" })}
            </time>
          </li>
        ))}
      </ul>
      <section className="rule mt-10 pt-6">
        <h2>{t("prefsTitle")}</h2>
        <p className="mb-4 mt-2">{t("prefsLead")}</p>
        <Form action={chooseLettersAction} id="letters" words="accounts">
          <ChoiceField
            name="wanted"
            label={t("byMail")}
            isMany
            options={chosenGroups.map((group) => ({ value: group, label: t(`groups.${group}`) }))}
            value={chosenGroups.filter((group) => !unwanted.includes(group))}
          />
          <Submit>{t("prefsSave")}</Submit>
        </Form>
      </section>
    </>
  );
}
