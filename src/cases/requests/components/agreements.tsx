import { useFormatter, useTranslations } from "next-intl";
import type { GivenConsent, Wording } from "@/accounts/consents/queries";
import { Form, Submit } from "@/ui/forms/form";
import { agreeAction } from "../actions";

/** The agreements that a request may need, each for itself, with its full wording. */
export function Agreements({
  requestId,
  wordings,
  history,
}: {
  requestId: string;
  wordings: readonly Wording[];
  history: readonly GivenConsent[];
}) {
  const t = useTranslations("accounts.consents");
  const format = useFormatter();
  const kinds = ["health-data", "machine-translation", "linguists", "treating-doctor"] as const;
  return kinds.map((kind) => {
    const wording = wordings.find((one) => one.kind === kind);
    if (!wording) return null;
    const given = history.find((one) => one.kind === kind && one.withdrawnAt === null);
    const isGiven = given !== undefined;
    return (
      <section key={kind} className="border-b border-line py-6">
        <h2 className="text-lead">{wording.title}</h2>
        {given && (
          <p className="mark mark-green mt-2">
            {t("given", { date: format.dateTime(given.givenAt, { dateStyle: "medium" }) })}
          </p>
        )}
        {wording.body.map((text) => (
          <p key={text} className="mt-2">
            {text}
          </p>
        ))}
        <Form action={agreeAction} id={`agree-${kind}`} words="cases" className="mt-4">
          <input type="hidden" name="requestId" value={requestId} />
          <input type="hidden" name="kind" value={kind} />
          <input type="hidden" name="version" value={wording.version} />
          <input type="hidden" name="language" value={wording.language} />
          <input type="hidden" name="does" value={isGiven ? "withdraw" : "give"} />
          <Submit tone={isGiven ? "quiet" : "main"}>
            {isGiven ? t("withdraw") : t("give")}
            <span className="sr-only">: {wording.title}</span>
          </Submit>
        </Form>
      </section>
    );
  });
}
