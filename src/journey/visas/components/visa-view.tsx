import { useFormatter, useTranslations } from "next-intl";
import { Time } from "@/ui/data/time";
import { SelectField, TextField } from "@/ui/forms/fields";
import { Form, Submit } from "@/ui/forms/form";
import { signVisaFileAction } from "../actions";
import type { VerifiedVisa, VisaFileLine } from "../queries";

/** The papers for the visa, for the patient's side and the facility: each as it was signed. */
export function VisaFiles({ files }: { files: readonly VisaFileLine[] }) {
  const t = useTranslations("journey.visa");
  return (
    <ul>
      {files.map((file) => (
        <li key={file.id} className="border-b border-line py-3">
          <a href={`/api/visa-files/${file.id}`}>{t("download")}</a>{" "}
          <span className="source">
            <bdi>{file.code}</bdi> · {t("signedAt")} <Time at={file.signedAt} />
          </span>{" "}
          {file.replacedAt && <span className="mark">{t("replaced")}</span>}
        </li>
      ))}
    </ul>
  );
}

/** What the patient's side finds on the plan: the papers, and what only they can add. */
export function OwnVisa({ files }: { files: readonly VisaFileLine[] }) {
  const t = useTranslations("journey.visa");
  return (
    <section aria-labelledby="visa" className="mt-10">
      <h2 id="visa" className="text-title">
        {t("title")}
      </h2>
      {files.length === 0 ? <p>{t("none")}</p> : <VisaFiles files={files} />}
      <p className="mt-3">{t("addYourself")}</p>
      <ul className="ms-5 list-disc">
        {(["rest", "board", "return", "companion"] as const).map((key) => (
          <li key={key}>{t(`paper.mine.${key}`)}</li>
        ))}
        <li>{t("paper.certificateText")}</li>
      </ul>
    </section>
  );
}

type Proposal = { totalCents: number | null; depositCents: number | null; nights: number | null };

/** The facility's form: what it declares, and what it received. */
export function VisaEditor({
  journey,
  proposal,
  startsOn,
  days,
}: {
  journey: { id: string; code: string; version: number };
  proposal: Proposal;
  startsOn: string;
  days: number | null;
}) {
  const t = useTranslations("journey.visa");
  const format = useFormatter();
  const names = [
    "kindOfCare",
    "startsOn",
    "days",
    "inpatientDays",
    "total",
    "deposit",
    "depositCurrency",
    "depositOn",
  ] as const;
  const labels = Object.fromEntries(names.map((name) => [name, t(name)])) as Record<
    (typeof names)[number],
    string
  >;
  const short = (name: (typeof names)[number], value: string, type: "text" | "date" = "text") => (
    <TextField
      name={name}
      label={labels[name]}
      type={type}
      {...(type === "text" ? { inputMode: "numeric" as const } : {})}
      maxLength={12}
      value={value}
      isLatin
      isShort
    />
  );
  const money = (cents: number | null) => (cents === null ? "" : (cents / 100).toFixed(2));
  return (
    <Form
      action={signVisaFileAction}
      id="visa"
      words="journey"
      labels={labels}
      numbers={{ max: 200 }}
      className="mt-8"
    >
      <input type="hidden" name="journeyId" value={journey.id} />
      <input type="hidden" name="code" value={journey.code} />
      <input type="hidden" name="version" value={journey.version} />
      <TextField name="kindOfCare" label={labels.kindOfCare} hint={t("kindHint")} maxLength={200} />
      {short("startsOn", startsOn, "date")}
      {short("days", days === null ? "" : String(days))}
      {short("inpatientDays", proposal.nights === null ? "" : String(proposal.nights))}
      {short("total", money(proposal.totalCents))}
      {proposal.depositCents !== null && (
        <p className="source mb-3">
          {t("needed", {
            amount: format.number(proposal.depositCents / 100, {
              style: "currency",
              currency: "EUR",
            }),
          })}
        </p>
      )}
      {short("deposit", money(proposal.depositCents))}
      <SelectField
        name="depositCurrency"
        label={labels.depositCurrency}
        options={["EUR", "USD"].map((one) => ({ value: one, label: one }))}
        value="EUR"
      />
      {short("depositOn", "", "date")}
      <p className="mb-4">{t("signText")}</p>
      <Submit>{t("sign")}</Submit>
    </Form>
  );
}

/** What anyone who holds the code of a visa file is told. */
export function VerifiedVisaView({ verified }: { verified: VerifiedVisa }) {
  const t = useTranslations("journey.visa.verified");
  return (
    <section
      role="status"
      className={`border-s-4 px-4 py-3 ${verified.isLatest ? "border-green bg-green-soft" : "border-warm bg-warm-soft"}`}
    >
      <p className="font-semibold">{t("found", { facility: verified.facility })}</p>
      <p>
        {t("signedAt")} <Time at={verified.signedAt} />
      </p>
      <p>{t(verified.isLatest ? "latest" : "older")}</p>
    </section>
  );
}
