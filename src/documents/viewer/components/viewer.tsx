import { useTranslations } from "next-intl";
import { useStudyWords } from "../../studies/components/studies-view";
import type { StudyLine } from "../../studies/queries";
import { presets } from "./rules";

const tools = ["scroll", "window", "zoom", "pan", "measure"] as const;
const spoken = ["image", "loading", "failed", "doubtful", "length", "noScale"] as const;
const build = process.env.PORTAL_BUILD ?? "development";

/** One study to be looked at. The script fills the frame with the images that the list below it links to; without it the list stands alone. */
export function Viewer({ study }: { study: StudyLine }) {
  const t = useTranslations("documents.viewer");
  const { name, date } = useStudyWords(study);
  const words = Object.fromEntries(
    spoken.map((word) => [
      `data-${word.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
      t.raw(word) as string,
    ]),
  );
  return (
    <>
      <h2>
        {name}, {date}
      </h2>
      <p className="mt-2 text-warm">{t("lead")}</p>
      <section
        data-viewer=""
        data-decoder={`/viewer/decoder.js?v=${build}`}
        {...words}
        aria-label={name}
        hidden
        className="mt-4"
      >
        <label className="flex flex-wrap items-center gap-x-3 gap-y-1">
          {t("series")}
          <select data-choose="" autoComplete="off" className="field max-w-field">
            {study.series.map((series, at) => (
              <option key={series.images[0]?.id} value={at}>
                {isolated(seriesName(series))}
              </option>
            ))}
          </select>
        </label>
        <div role="toolbar" aria-label={name} className="my-3 flex flex-wrap gap-2">
          {tools.map((tool, at) => (
            <button
              key={tool}
              type="button"
              data-tool={tool}
              aria-pressed={at === 0}
              className="button button-quiet aria-pressed:bg-green aria-pressed:text-surface"
            >
              {t(tool)}
            </button>
          ))}
          <button
            type="button"
            data-invert=""
            aria-pressed={false}
            className="button button-quiet aria-pressed:bg-green aria-pressed:text-surface"
          >
            {t("invert")}
          </button>
          <button type="button" data-reset="" className="button button-quiet">
            {t("reset")}
          </button>
          <label data-presets-place="" hidden className="flex items-center gap-2">
            <span>{t("presets")}</span>
            <select data-presets="" autoComplete="off" className="field">
              {(["default", ...(Object.keys(presets) as (keyof typeof presets)[])] as const).map(
                (preset) => (
                  <option key={preset} value={preset}>
                    {t(`preset.${preset}`)}
                  </option>
                ),
              )}
            </select>
          </label>
        </div>
        <div
          role="application"
          data-stage=""
          aria-label={name}
          aria-describedby="viewer-keys"
          tabIndex={0}
        >
          <canvas className="block h-[60dvh] min-h-64 w-full touch-none select-none bg-ink" />
        </div>
        <input
          data-slider=""
          type="range"
          autoComplete="off"
          min="1"
          defaultValue="1"
          aria-label={t("scroll")}
          className="block min-h-11 w-full accent-green"
        />
        <p className="flex min-h-7 flex-wrap gap-x-6">
          <output data-say="position" className="font-semibold" />
          <output data-say="length" />
          <output data-say="problem" className="text-warm" />
          <span data-say="loading" className="source" />
        </p>
        <p id="viewer-keys" className="source">
          {t("keys")} {t("keysDrag")}
        </p>
        <a
          data-save=""
          href={`/api/images/${study.series[0]?.images[0]?.id}`}
          className="inline-flex min-h-11 items-center"
        >
          {t("save")}
        </a>
      </section>
      <SavingList study={study} />
      <script src={`/viewer/viewer.js?v=${build}`} type="module" />
    </>
  );
}

type Series = StudyLine["series"][number];

const seriesName = ({ number, description, modality, images }: Series) =>
  `${number} · ${description || modality} · ${images.reduce((sum, { frames }) => sum + frames, 0)}`;

/** An option holds text alone, so what keeps the directions of two scripts apart there are signs. */
const isolated = (text: string) => `\u2068${text}\u2069`;

/** Every image as a link to save. The script reads from it which images there are. */
function SavingList({ study }: { study: StudyLine }) {
  const t = useTranslations("documents.viewer");
  return (
    <div data-plain="" className="mt-6">
      <p data-plain-words="">{t("noScript")}</p>
      {study.series.map((series) => (
        <details key={series.images[0]?.id} data-series="" className="border-b border-line">
          <summary className="min-h-11 cursor-pointer py-2">
            {t("save")}: <bdi>{seriesName(series)}</bdi>
          </summary>
          <ul className="grid grid-cols-2 gap-x-4 pb-4 sm:grid-cols-4">
            {series.images.map(({ id, frames }, at) => (
              <li key={id}>
                <a
                  href={`/api/images/${id}`}
                  data-frames={frames}
                  className="inline-flex min-h-11 items-center"
                >
                  {t("image", { at: String(at + 1), count: String(series.images.length) })}
                </a>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </div>
  );
}
