import { useTranslations } from "next-intl";
import { Time } from "@/ui/data/time";
import type { Verified } from "../queries";

/** Asks by address, so that the link on a paper leads to its answer. */
export function VerifyForm({ language, code }: { language: string; code: string }) {
  const t = useTranslations("opinions.verify");
  return (
    <form method="get" action={`/${language}/verify`} className="mb-8">
      <label htmlFor="verify-code" className="block font-semibold">
        {t("code")}
      </label>
      <input
        id="verify-code"
        name="code"
        className="field mb-4 max-w-field"
        dir="ltr"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={60}
        defaultValue={code}
      />
      <button type="submit" className="button">
        {t("submit")}
      </button>
    </form>
  );
}

/** What anyone who holds the code is told of the opinion it stands on. */
export function VerifiedView({ verified }: { verified: Verified | null }) {
  const t = useTranslations("opinions.verify");
  if (!verified)
    return (
      <p role="status" className="border-s-4 border-warm bg-warm-soft px-4 py-3">
        {t("notFound")}
      </p>
    );
  const facts = [
    [t("facility"), verified.facility],
    [t("signer"), verified.signer],
    [t("signedAt"), <Time key="at" at={verified.signedAt} />],
    [t("version"), verified.version],
  ] as const;
  const hashes = [
    [t("hash"), verified.hash],
    [t("fileHash"), verified.fileHash],
  ] as const;
  return (
    <section
      role="status"
      className={`border-s-4 px-4 py-3 ${verified.isWhole && verified.isLatest ? "border-green bg-green-soft" : "border-warm bg-warm-soft"}`}
    >
      {verified.isWhole && <p className="font-semibold">{t("found")}</p>}
      <p>{t(verified.isWhole ? "whole" : "broken")}</p>
      <p>{t(verified.isLatest ? "latest" : "older")}</p>
      {verified.hasSignature && <p>{t("qualified")}</p>}
      <dl className="mt-3 grid gap-x-6 gap-y-2 sm:grid-cols-[1fr_2fr]">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="source">{name}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
        {hashes.map(
          ([name, value]) =>
            value && (
              <div key={name} className="contents">
                <dt className="source">{name}</dt>
                <dd dir="ltr" className="break-all">
                  {value}
                </dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}
