import { useFormatter, useTranslations } from "next-intl";
import { changePasswordAction } from "@/accounts/passwords/actions";
import type { OwnSession } from "@/accounts/sessions/queries";
import { TextField } from "@/ui/forms/fields";
import { Form, Submit } from "@/ui/forms/form";
import { endOthersAction, endSessionAction } from "../../sessions/actions";
import { removeSecondStepAction } from "../actions";
import type { Factors } from "../queries";

type Props = {
  language: string;
  factors: Factors;
  sessions: readonly OwnSession[];
  length: number;
};

export function SecurityView({ language, factors, sessions, length }: Props) {
  const t = useTranslations("accounts.security");
  const format = useFormatter();
  return (
    <>
      <section>
        <h2>{t("secondTitle")}</h2>
        {factors.confirmedAt ? (
          <>
            <p className="mt-2">
              {t("secondOn", {
                date: format.dateTime(factors.confirmedAt, { dateStyle: "medium" }),
              })}
            </p>
            <p className="mt-1">{t("codesLeft", { count: factors.codesLeft })}</p>
            <div className="mt-4 flex flex-wrap gap-3">
              <a className="button button-quiet" href={`/${language}/account/security/codes`}>
                {t("codesNew")}
              </a>
              <a className="button button-quiet" href={`/${language}/sign-in/set-up`}>
                {t("secondAgain")}
              </a>
              {!factors.mustHave && (
                <Form action={removeSecondStepAction} id="remove" words="accounts">
                  <Submit tone="quiet">{t("secondRemove")}</Submit>
                </Form>
              )}
            </div>
          </>
        ) : (
          <>
            <p className="mb-4 mt-2">{t("secondOff")}</p>
            <a className="button" href={`/${language}/sign-in/set-up`}>
              {t("secondStart")}
            </a>
          </>
        )}
      </section>
      <section className="rule mt-10 pt-6">
        <h2>{factors.hasPassword ? t("passwordChange") : t("passwordSet")}</h2>
        {!factors.hasPassword && <p className="mt-2">{t("passwordNone")}</p>}
        <div className="mt-4">
          <Form
            action={changePasswordAction}
            id="password"
            words="accounts"
            labels={{ password: t("passwordNew") }}
            numbers={{ min: length, max: 200 }}
          >
            <TextField
              name="password"
              label={t("passwordNew")}
              hint={t("passwordHint", { length })}
              type="password"
              autoComplete="new-password"
            />
            <Submit>{t("passwordSubmit")}</Submit>
          </Form>
        </div>
      </section>
      <section className="rule mt-10 pt-6">
        <h2>{t("sessionsTitle")}</h2>
        <p className="mt-2">{t("sessionsLead")}</p>
        <Sessions sessions={sessions} />
        {sessions.length > 1 && (
          <div className="mt-4">
            <Form action={endOthersAction} id="others" words="accounts">
              <Submit tone="quiet">{t("endOthers")}</Submit>
            </Form>
          </div>
        )}
      </section>
    </>
  );
}

function Sessions({ sessions }: { sessions: readonly OwnSession[] }) {
  const t = useTranslations("accounts.security");
  const format = useFormatter();
  const time = (date: Date) => format.dateTime(date, { dateStyle: "medium", timeStyle: "short" });
  return (
    <ul className="mt-3">
      {sessions.map((one) => {
        const [browser = "", system = ""] = one.device.split("/");
        const device =
          browser && system
            ? t("deviceOn", { browser, system })
            : browser || system || t("unknownDevice");
        return (
          <li
            key={one.id}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line py-3"
          >
            <div>
              <p className="font-semibold">
                {device}{" "}
                {one.isThis && <span className="mark mark-green ms-2">{t("thisOne")}</span>}
              </p>
              <p className="source">
                {t("begun")}: {time(one.createdAt)} · {t("lastSeen")}: {time(one.seenAt)} ·{" "}
                {t("network")}: <bdi dir="ltr">{one.network}</bdi>
              </p>
            </div>
            {!one.isThis && (
              <Form action={endSessionAction} id={`end-${one.id}`} words="accounts">
                <input type="hidden" name="id" value={one.id} />
                <Submit tone="quiet">
                  {t("end")}
                  <span className="sr-only">
                    : {device}, {time(one.createdAt)}
                  </span>
                </Submit>
              </Form>
            )}
          </li>
        );
      })}
    </ul>
  );
}
