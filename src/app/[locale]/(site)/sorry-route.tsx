import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { languageOf } from "@/app/address";
import { Frame } from "@/ui/layout/frame";

type Kind = "error" | "forbidden" | "tooMany" | "unsaved";
type Props = { params: Promise<{ locale: string }> };

export async function sorryMetadata(kind: Kind, { params }: Props): Promise<Metadata> {
  const t = await getTranslations({
    locale: languageOf((await params).locale),
    namespace: "ui.errors",
  });
  return { title: t(`${kind}Title`), robots: { index: false } };
}

/** A page that says sorry. The front renders it when it starts, and puts in the reference, or the words that were not saved. */
export async function SorryRoute(kind: Kind, { params }: Props) {
  const language = languageOf((await params).locale);
  const t = await getTranslations({ locale: language, namespace: "ui.errors" });
  return (
    <Frame language={language} path="" tags={[]} hasSearch={false}>
      <h1>{t(`${kind}Title`)}</h1>
      <p className="mt-3 max-w-prose text-lead leading-8">{t(kind)}</p>
      {kind === "unsaved" && (
        <form method="post" action="{action}" encType="multipart/form-data" className="mt-4">
          {"{words}"}
          <p className="mt-4">
            <button type="submit" className="button">
              {t("unsavedAgain")}
            </button>
          </p>
        </form>
      )}
      <p className="source mt-4">{t("reference", { reference: "{reference}" })}</p>
      <p className="mt-4">
        <a href={`/${language}`}>{t("home")}</a>
      </p>
    </Frame>
  );
}
