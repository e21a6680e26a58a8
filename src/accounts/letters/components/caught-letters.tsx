import { useTranslations } from "next-intl";
import type { CaughtLetter } from "@/platform/mail/inbox";
import { Table } from "@/ui/data/table";
import { Time } from "@/ui/data/time";

/** The letters that a demonstration has caught. */
export function CaughtLetters({
  language,
  letters,
}: {
  language: string;
  letters: readonly CaughtLetter[];
}) {
  const t = useTranslations("accounts.demo");
  if (letters.length === 0) return <p>{t("none")}</p>;
  return (
    <Table caption={t("title")} heads={[t("arrived"), t("to"), t("subject")]}>
      {letters.map((one) => (
        <tr key={one.id}>
          <td>
            <Time at={one.at} />
          </td>
          <td>
            <bdi>{one.to}</bdi>
          </td>
          <td>
            <a href={`/${language}/demo/inbox/${one.id}`} dir="auto">
              {one.subject || t("open")}
            </a>
          </td>
        </tr>
      ))}
    </Table>
  );
}

/** The addresses of our own site in a text, as paths here; none that a browser would take for another host. */
function ownPaths(text: string, site: string): string[] {
  const addresses = [...text.matchAll(/https?:\/\/[^\s<>"]+/g)].map(([address]) =>
    address.replace(/[.,;:)\]]+$/, ""),
  );
  const paths = addresses
    .filter((address) => address.startsWith(`${site}/`))
    .map((address) => address.slice(site.length));
  return [...new Set(paths)].filter((path) => /^\/(?![/\\])/.test(path));
}

/** One of them as plain text. Its HTML is somebody's markup and is never shown as ours. */
export function OneCaughtLetter({
  language,
  letter,
  site,
}: {
  language: string;
  letter: CaughtLetter;
  site: string;
}) {
  const t = useTranslations("accounts.demo");
  const paths = ownPaths(letter.text, site);
  return (
    <>
      <p className="source">
        {t("to")}: <bdi>{letter.to}</bdi> · {t("arrived")}: <Time at={letter.at} />
      </p>
      <h2 className="mt-4" dir="auto">
        {letter.subject}
      </h2>
      <pre className="mt-4 whitespace-pre-wrap border-s-4 border-line ps-4 font-sans" dir="auto">
        {letter.text}
      </pre>
      {paths.length > 0 && (
        <section className="mt-8">
          <h2>{t("links")}</h2>
          <ul className="mt-2">
            {paths.map((path) => (
              <li key={path} className="py-2">
                <a href={path} dir="ltr" className="break-all">
                  {path}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="rule mt-10 pt-6">
        <a href={`/${language}/demo/inbox`}>{t("back")}</a>
      </p>
    </>
  );
}
