import { useTranslations } from "next-intl";

/** How to take the plan along without a connection: kept by the browser, or as one file. */
export function PocketView({ code, language }: { code: string; language: string }) {
  const t = useTranslations("journey.pocket");
  const file = `/api/pocket/${code}-${language}`;
  return (
    <>
      <p className="max-w-prose">{t("about")}</p>
      <p className="mt-4">
        <a className="button" href={file} download={`${code}.html`}>
          {t("save")}
        </a>
      </p>
      <p className="source mt-2">{t("saveHint")}</p>
      <section
        className="mt-10"
        aria-labelledby="keep"
        hidden
        data-pocket={file}
        data-page={`/${language}/journey/${code}/pocket`}
        data-kept={t("kept")}
        data-none={t("notKept")}
      >
        <h2 id="keep" className="text-title">
          {t("keepTitle")}
        </h2>
        <p className="max-w-prose">{t("keepText")}</p>
        <p role="status" data-pocket-state className="mt-3 font-semibold" />
        <div className="mt-4 flex flex-wrap gap-3">
          <button type="button" className="button" data-pocket-keep>
            {t("keep")}
          </button>
          <button type="button" className="button button-quiet" data-pocket-remove>
            {t("remove")}
          </button>
        </div>
      </section>
      <script src={`/pocket.js?v=${process.env.PORTAL_BUILD ?? "development"}`} type="module" />
    </>
  );
}
