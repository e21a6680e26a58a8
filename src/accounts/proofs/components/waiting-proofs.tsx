import { useFormatter, useTranslations } from "next-intl";
import type { WaitingProof } from "@/accounts/relations/queries";
import { moment } from "@/ui/data/time";
import { Form, Submit } from "@/ui/forms/form";
import { decideProofAction } from "../actions";

export function WaitingProofs({
  language,
  proofs,
}: {
  language: string;
  proofs: readonly WaitingProof[];
}) {
  const t = useTranslations("accounts.association");
  if (proofs.length === 0) return <p>{t("proofsNone")}</p>;
  return (
    <ul>
      {proofs.map((one) => (
        <OneProof key={one.relationId} language={language} proof={one} />
      ))}
    </ul>
  );
}

function OneProof({ language, proof }: { language: string; proof: WaitingProof }) {
  const t = useTranslations("accounts.association");
  const goOn = useTranslations("accounts.account")("confirmSubmit");
  const format = useFormatter();
  const whose = (
    <span className="sr-only">
      : <bdi>{proof.patient}</bdi>, <bdi>{proof.relative}</bdi>
    </span>
  );
  return (
    <li className="border-b border-line py-6">
      <p className="source">{t("proofFrom", { date: format.dateTime(proof.sentAt, moment) })}</p>
      <dl className="mt-1 grid gap-x-6 sm:grid-cols-[auto_1fr]">
        <dt className="font-semibold">{t("proofPatient")}</dt>
        <dd>
          <bdi>{proof.patient}</bdi>
        </dd>
        <dt className="font-semibold">{t("proofRelative")}</dt>
        <dd>
          <bdi>{proof.relative}</bdi>
        </dd>
      </dl>
      <div className="mt-4 flex flex-wrap items-center gap-3">
        <a className="button button-quiet" href={`/api/proofs/${proof.relationId}`}>
          {t("proofOpen")}
          {whose}
        </a>
        {proof.isOpened ? (
          (["confirm", "refuse"] as const).map((answer) => (
            <Form
              key={answer}
              action={decideProofAction}
              id={`${answer}-${proof.relationId}`}
              words="accounts"
            >
              <input type="hidden" name="id" value={proof.relationId} />
              <input type="hidden" name="answer" value={answer} />
              <Submit tone={answer === "confirm" ? "main" : "quiet"}>
                {answer === "confirm" ? t("proofConfirm") : t("proofRefuse")}
                {whose}
              </Submit>
            </Form>
          ))
        ) : (
          <p>
            {t("proofFirst")}{" "}
            {/* A paper is saved beside the page, which does not change by itself. */}
            <a href={`/${language}/association/proofs`}>
              {goOn}
              {whose}
            </a>
          </p>
        )}
      </div>
    </li>
  );
}
