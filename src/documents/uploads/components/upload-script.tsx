import { useTranslations } from "next-intl";
import { uploadReasons } from "../rules";

const words = [
  "folder",
  "progress",
  "waiting",
  "done",
  "again",
  "pause",
  "resume",
  "cancel",
  "paused",
  "all",
  "finished",
  "resumable",
] as const;

/** data-error-case-full and its like: the script reads them as errorCaseFull. */
const attribute = (name: string) =>
  `data-${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** The script that sends large files by parts, with its words. Once on a page, above the forms with files. */
export function UploadScript() {
  const t = useTranslations("documents.uploads");
  const all = {
    ...Object.fromEntries(words.map((word) => [attribute(word), t.raw(word) as string])),
    ...Object.fromEntries(
      [...uploadReasons, "other" as const].map((code) => [
        attribute(`error-${code}`),
        t.raw(`errors.${code}`) as string,
      ]),
    ),
  };
  return (
    <>
      <p className="source" data-uploads="" {...all}>
        {t("choose")}
      </p>
      <script src={`/uploads.js?v=${process.env.PORTAL_BUILD ?? "development"}`} type="module" />
    </>
  );
}
