import { useFormatter, useTranslations } from "next-intl";
import type { Scanner } from "@/platform/antivirus/scanner";
import { milan } from "@/platform/zones";

/** Whether files are scanned, for a page of the association. Anything but ready means that specialists see no new file. */
export function ScannerLine({ scanner }: { scanner: Scanner }) {
  const t = useTranslations("documents.scanner");
  const format = useFormatter();
  const at = "at" in scanner ? scanner.at : null;
  const date = at
    ? format.dateTime(at, {
        day: "numeric",
        month: "long",
        year: "numeric",
        timeZone: milan,
      })
    : "none";
  return (
    <p
      className={
        scanner.state === "ready" ? "source" : "border-s-4 border-warm bg-warm-soft px-4 py-3"
      }
    >
      <span className="font-semibold">{t("title")}</span>{" "}
      {scanner.state === "ready"
        ? t("ready", { version: scanner.version, date })
        : t(scanner.state, { date })}
    </p>
  );
}
