import { useFormatter, useTranslations } from "next-intl";
import { languageNames } from "@/platform/i18n/rules";
import { Form, Submit } from "@/ui/forms/form";
import { giveConsentAction, withdrawConsentAction } from "../actions";
import type { GivenConsent, Wording } from "../queries";
import { consentKinds, isStanding } from "../rules";

type Props = { wordings: readonly Wording[]; history: readonly GivenConsent[] };

export function ConsentsView({ wordings, history }: Props) {
  const t = useTranslations("accounts.consents");
  const inOrder = consentKinds.flatMap((kind) => wordings.find((one) => one.kind === kind) ?? []);
  return (
    <>
      {inOrder
        .filter(({ kind }) => isStanding(kind) || kind === "terms")
        .map((wording) => (
          <OneConsent
            key={wording.kind}
            wording={wording}
            history={history.filter((one) => one.kind === wording.kind)}
          />
        ))}
      <section className="rule mt-8 pt-6">
        <p>{t("inPlace")}</p>
        {inOrder
          .filter(({ kind }) => !isStanding(kind) && kind !== "terms")
          .map((wording) => (
            <details key={wording.kind} className="mt-3">
              <summary className="cursor-pointer font-semibold">{wording.title}</summary>
              <Body body={wording.body} />
            </details>
          ))}
      </section>
      <p className="source mt-6">{t("receiptNote")}</p>
    </>
  );
}

const Body = ({ body }: { body: readonly string[] }) =>
  body.map((text) => (
    <p key={text} className="mt-2">
      {text}
    </p>
  ));

function OneConsent({ wording, history }: { wording: Wording; history: readonly GivenConsent[] }) {
  const t = useTranslations("accounts.consents");
  const format = useFormatter();
  const day = (date: Date) => format.dateTime(date, { dateStyle: "medium" });
  const { kind, version, language, title, body } = wording;
  const holding = history.find((one) => one.withdrawnAt === null);
  const last = history[0];
  return (
    <section className="border-b border-line py-6" aria-labelledby={`consent-${kind}`}>
      <h2 id={`consent-${kind}`} className="text-lead">
        {title}
      </h2>
      <p className="mt-2">
        {holding ? (
          <span className="mark mark-green">{t("given", { date: day(holding.givenAt) })}</span>
        ) : (
          <span className="mark">{t("notGiven")}</span>
        )}{" "}
        {!holding && last?.withdrawnAt && (
          <span className="source">{t("withdrawn", { date: day(last.withdrawnAt) })}</span>
        )}
      </p>
      {holding && holding.version < version && (
        <p className="mt-2 font-semibold text-warm">{t("newer")}</p>
      )}
      <details className="mt-3" open={!holding}>
        <summary className="cursor-pointer text-green underline">{t("read")}</summary>
        <Body body={body} />
        <p className="source mt-2">{t("version", { version, date: day(wording.publishedOn) })}</p>
      </details>
      {kind === "terms" ? (
        <p className="source mt-3">{t("needed")}</p>
      ) : (
        <Form
          action={
            holding && holding.version === version ? withdrawConsentAction : giveConsentAction
          }
          id={`form-${kind}`}
          words="accounts"
          className="mt-4"
        >
          <input type="hidden" name="kind" value={kind} />
          <input type="hidden" name="version" value={version} />
          <input type="hidden" name="language" value={language} />
          <Submit tone={holding && holding.version === version ? "quiet" : "main"}>
            {holding && holding.version === version ? t("withdraw") : t("give")}
            <span className="sr-only">: {title}</span>
          </Submit>
        </Form>
      )}
      {history.length > 0 && <History history={history} />}
    </section>
  );
}

function History({ history }: { history: readonly GivenConsent[] }) {
  const t = useTranslations("accounts.consents");
  const said = useTranslations("accounts.roles");
  const format = useFormatter();
  const time = (date: Date) => format.dateTime(date, { dateStyle: "medium", timeStyle: "short" });
  return (
    <details className="mt-3">
      <summary className="cursor-pointer text-green underline">{t("history")}</summary>
      <ul className="source mt-2">
        {history.map((one) => (
          <li key={one.id} className="mt-2">
            {t("given", { date: time(one.givenAt) })}
            {one.withdrawnAt && <> · {t("withdrawn", { date: time(one.withdrawnAt) })}</>}
            {" · "}
            {t("historyRow", { version: one.version, language: languageNames[one.language] })}
            {one.givenAs !== "patient" && (
              <> · {t("by", { role: said(one.givenAs as "representative") })}</>
            )}
            {" · "}
            {t("receipt")}: <bdi dir="ltr">{one.id.slice(0, 8).toUpperCase()}</bdi> · {t("hash")}:{" "}
            <bdi dir="ltr">{one.hash.slice(0, 16)}</bdi>
          </li>
        ))}
      </ul>
    </details>
  );
}
