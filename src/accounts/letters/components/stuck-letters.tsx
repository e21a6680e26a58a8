import { useTranslations } from "next-intl";
import { Time } from "@/ui/data/time";
import type { LetterKind } from "../rules";

/** Nothing where every letter arrived. */
export function StuckLetters({
  letters,
}: {
  letters: readonly { id: string; kind: LetterKind; stuckAt: Date }[];
}) {
  const t = useTranslations("accounts.association");
  const kind = useTranslations("letters.kinds");
  if (letters.length === 0) return null;
  return (
    <section className="mt-12">
      <h2>{t("lettersStuck")}</h2>
      <p className="mt-2">{t("lettersStuckText")}</p>
      <ul className="mt-3">
        {letters.map((one) => (
          <li key={one.id} className="border-b border-line py-2">
            {kind(`${one.kind}.subject`)}{" "}
            <span className="source">
              <Time at={one.stuckAt} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
