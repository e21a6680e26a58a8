import { useTranslations } from "next-intl";
import type { NoteCode, RefusalCode, Scan } from "../rules";

type Props = { scan: Scan; scanWhy: string | null; isPatientSide: boolean };

/** What the examination of a file came to, in plain words. */
export function ScanLine({ scan, scanWhy, isPatientSide }: Props) {
  const t = useTranslations("documents.examination");
  switch (scan) {
    case "unsafe":
      return (
        <span className="text-warm">
          {t("refused", { reason: t(`reasons.${scanWhy as RefusalCode}`) })}
        </span>
      );
    case "waiting":
      return <span className="source">{t(isPatientSide ? "waiting" : "waitingOthers")}</span>;
    case "unchecked":
      return <span className="text-warm">{t("unchecked")}</span>;
    case "clean":
      return (
        <span className="source">
          {t((scanWhy as Exclude<NoteCode, "scan-limit"> | null) ?? "clean")}
        </span>
      );
  }
}
