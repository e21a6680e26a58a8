import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type Language, languageNames } from "@/platform/i18n/rules";
import { Form, Submit } from "@/ui/forms/form";
import { askForExportAction } from "../actions";
import type { Everything, OwnRequest } from "../queries";

type Props = {
  language: Language;
  everything: Everything;
  requests: readonly OwnRequest[];
  days: number;
  hours: number;
  formKey: string;
};

export function OwnDataView({ language, everything, requests, days, hours, formKey }: Props) {
  const t = useTranslations("accounts.data");
  const format = useFormatter();
  const time = (date: Date) => format.dateTime(date, { dateStyle: "medium", timeStyle: "short" });
  const copies = requests.filter((one) => one.kind === "export");
  const isOnTheWay = copies.some((one) => one.state === "asked" || one.state === "working");
  return (
    <>
      <section>
        <h2>{t("copyTitle")}</h2>
        <p className="mb-4 mt-2">{t("copyText", { days })}</p>
        {copies.slice(0, 5).map((one) => (
          <p key={one.id} className="mb-2">
            {one.state === "done" && one.doneAt && one.fileId ? (
              <>
                {t("copyReady", {
                  date: time(one.askedAt),
                  until: time(new Date(one.doneAt.getTime() + days * 86_400_000)),
                })}{" "}
                <a className="button button-quiet ms-2" href={`/api/copies/${one.id}`}>
                  {t("copyFetch")}
                </a>
              </>
            ) : one.state === "removed" ? (
              t("copyGone", { date: time(one.askedAt) })
            ) : (
              t("copyWorking", { date: time(one.askedAt) })
            )}
          </p>
        ))}
        {!isOnTheWay && (
          <Form
            action={askForExportAction}
            id="copy"
            formKey={formKey}
            words="accounts"
            className="mt-4"
          >
            <Submit>{t("copySubmit")}</Submit>
          </Form>
        )}
      </section>
      <section className="rule mt-10 pt-6">
        <h2>{t("correctTitle")}</h2>
        <p className="mt-2">
          {t("correctText")} <a href={`/${language}/account`}>{t("correctLink")}</a>
        </p>
      </section>
      <section className="rule mt-10 pt-6">
        <h2>{t("eraseTitle")}</h2>
        <p className="mb-4 mt-2">{t("eraseText", { hours })}</p>
        <p className="mb-4">
          <a href={`/${language}/privacy#retention`}>{t("eraseKept")}</a>
        </p>
        <a className="button button-quiet" href={`/${language}/account/data/erase`}>
          {t("eraseLink")}
        </a>
      </section>
      <Kept language={language} everything={everything} />
    </>
  );
}

/** Everything that is kept, part by part. */
function Kept({ language, everything }: { language: Language; everything: Everything }) {
  const t = useTranslations("accounts.data");
  const account = useTranslations("accounts.account");
  const said = useTranslations("accounts.roles");
  const kinds = useTranslations("accounts.notices.kinds");
  const letter = useTranslations("letters.kinds");
  const format = useFormatter();
  const time = (date: Date | null) =>
    date ? format.dateTime(date, { dateStyle: "medium", timeStyle: "short" }) : "–";
  const { profile, sessions, roles, consents, helpers, letters, notices, files, requests } =
    everything;
  return (
    <>
      <Part title={t("profile")}>
        <Row name={account("name")}>{profile.name}</Row>
        <Row name={account("email")}>{profile.email}</Row>
        <Row name={account("country")}>
          {profile.country
            ? (new Intl.DisplayNames([language], { type: "region" }).of(profile.country) ??
              profile.country)
            : "–"}
        </Row>
        <Row name={account("language")}>{languageNames[profile.language]}</Row>
      </Part>
      <Part title={t("roles")}>
        {roles.map((one) => (
          <Row key={`${one.role}${one.grantedAt.getTime()}`} name={said(one.role as "patient")}>
            {[
              one.facility,
              one.partner,
              time(one.grantedAt),
              one.endedAt ? time(one.endedAt) : null,
            ]
              .filter(Boolean)
              .join(" · ")}
          </Row>
        ))}
      </Part>
      <Part title={t("consents")}>
        {consents.map((one) => (
          <Row key={one.id} name={one.title}>
            {time(one.givenAt)} – {one.withdrawnAt ? time(one.withdrawnAt) : ""}
          </Row>
        ))}
      </Part>
      <Part title={t("helpers")}>
        {helpers.map((one) => (
          <Row key={one.id} name={said(one.kind)}>
            {[one.name, time(one.createdAt), one.endedAt ? time(one.endedAt) : null]
              .filter(Boolean)
              .join(" · ")}
          </Row>
        ))}
      </Part>
      <Part title={t("files")}>
        {files.length === 0 && <Row name={t("filesNone")}>–</Row>}
        {files.map((one) => (
          <Row key={one.id} name={one.name}>
            {format.number(one.size, { style: "unit", unit: "byte", unitDisplay: "narrow" })} ·{" "}
            {time(one.createdAt)}
          </Row>
        ))}
      </Part>
      <Part title={t("sessions")}>
        {sessions.map((one) => (
          <Row key={one.createdAt.toISOString()} name={one.device.replace("/", " · ")}>
            {time(one.createdAt)} – {time(one.endedAt ?? one.seenAt)} · {one.network}
          </Row>
        ))}
      </Part>
      <Part title={t("letters")}>
        {letters.map((one) => (
          <Row
            key={`${one.kind}${one.createdAt.getTime()}`}
            name={letter(`${one.kind as "register"}.subject`)}
          >
            {time(one.sentAt)}
          </Row>
        ))}
      </Part>
      <Part title={t("notices")}>
        {notices.map((one) => (
          <Row key={`${one.kind}${one.createdAt.getTime()}`} name={kinds(one.kind as "new-device")}>
            {time(one.createdAt)}
          </Row>
        ))}
      </Part>
      <Part title={t("requests")}>
        {requests.map((one) => (
          <Row key={one.number} name={one.number}>
            {one.kind === "export" ? t("requestExport") : t("requestErasure")} · {time(one.askedAt)}{" "}
            · {t(`states.${one.state as "asked"}`)}
          </Row>
        ))}
      </Part>
      <p className="mt-6">
        {t("access")} <a href={`/${language}/account/access`}>{t("accessLink")}</a>
      </p>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="rule mt-8 pt-5">
      <h2 className="text-lead">{title}</h2>
      <dl className="mt-2">{children}</dl>
    </section>
  );
}

const Row = ({ name, children }: { name: string | null; children: ReactNode }) => (
  <div className="grid gap-x-6 border-b border-line py-2 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
    <dt className="source">
      <bdi>{name}</bdi>
    </dt>
    <dd>
      <bdi>{children}</bdi>
    </dd>
  </div>
);
