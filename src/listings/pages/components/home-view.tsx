import { useFormatter, useTranslations } from "next-intl";
import { isLanguage, type Language, languageNames } from "@/platform/i18n/rules";
import { moment } from "@/ui/data/time";
import { TickField } from "@/ui/forms/fields";
import { Form, Submit } from "@/ui/forms/form";
import { useFieldName } from "../../desks/components/use-field-name";
import type { DeskRecord, Home } from "../../desks/queries";
import { deskPath } from "../../desks/rules";
import { submitAction } from "../../editor/actions";
import { isSection, type Section, sections } from "../../facilities/rules";
import type { Series } from "../../releases/rules";

type Props = { language: Language; desk: DeskRecord; home: Home; personId: string };

/** What needs somebody today, what is being written, and the way to every section. */
export function HomeView(props: Props) {
  const { language, desk, home } = props;
  const t = useTranslations("listings");
  const format = useFormatter();
  return (
    <>
      <section aria-labelledby="today">
        <h2 id="today">{t("home.today")}</h2>
        <Today {...props} />
      </section>
      <HandIn {...props} />
      <section aria-labelledby="sections" className="mt-10">
        <h2 id="sections">{t("home.sections")}</h2>
        <ul className="mt-2">
          {sections.map((section) => (
            <li key={section} className="border-b border-line py-3">
              <a href={deskPath(language, "/edit", { section, of: desk.of })}>
                {t(`sections.${section}`)}
              </a>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="complete" className="mt-10">
        <h2 id="complete">{t("home.complete")}</h2>
        <p className="mt-2">
          {t("home.percent", {
            percent: format.number(home.complete.percent / 100, { style: "percent" }),
          })}
        </p>
        {home.complete.next.length > 0 && (
          <>
            <h3 className="mt-4">{t("home.next")}</h3>
            <ol className="mt-1 list-decimal ps-6">
              {home.complete.next.map((section) => (
                <li key={section} className="py-1">
                  <a href={deskPath(language, "/edit", { section, of: desk.of })}>
                    {t(`sections.${section}`)}
                  </a>
                </li>
              ))}
            </ol>
          </>
        )}
      </section>
    </>
  );
}

const inDays = (day: string) => Math.round((Date.parse(day) - Date.now()) / 86_400_000);

function Today({ language, desk, home, personId }: Props) {
  const t = useTranslations("listings");
  const nameOf = useFieldName();
  const said = useSaid();
  const format = useFormatter();
  const of = desk.of;
  const review = home.changes.map((change) => {
    const words = said(change.sections, change.language);
    const mine = change.authors.includes(personId) || !desk.mayApprove;
    const key = {
      waiting: mine ? "inReview" : "review",
      held: "held",
      returned: "returned",
      approved: "timed",
    } as const;
    const state = change.state as keyof typeof key;
    return {
      id: change.id,
      href: deskPath(language, "/review", { change: change.id, of }),
      key: key[state],
      words,
      at: change.publishAt,
      note:
        state === "waiting" && mine
          ? t(change.isForOffice ? "home.withOffice" : "home.yours")
          : null,
    };
  });
  const behind = new Set(
    home.units.filter((unit) => unit.state === "outdated").map((unit) => unit.language),
  ).size;
  const soon = home.proofs.filter(
    (proof) => proof.ended === null && proof.untilOn !== null && inDays(proof.untilOn) <= 60,
  );
  const asides = home.drafts.filter(
    (draft) => draft.state === "aside" && draft.authors[0] === personId,
  );
  if (review.length + behind + soon.length + asides.length + home.openQuestions === 0)
    return <p className="mt-2">{t("home.nothing")}</p>;
  return (
    <ul className="mt-2">
      {review.map(({ id, href, key, words, at, note }) => (
        <li key={id} className="border-b border-line py-3">
          <a href={href}>
            {key === "timed"
              ? t("home.timed", { ...words, date: at ? format.dateTime(at, moment) : "" })
              : t(`home.${key}`, words)}
          </a>
          {note && <p className="source">{note}</p>}
        </li>
      ))}
      {asides.map((draft) => (
        <li key={draft.id} className="border-b border-line py-3">
          <a href={deskPath(language, "/edit", { section: draft.section, in: draft.language, of })}>
            {t("home.aside", said([draft.section], draft.language))}
          </a>
        </li>
      ))}
      {soon.map((proof) => (
        <li key={proof.id} className="border-b border-line py-3">
          <a href={deskPath(language, "/proofs", { of })}>
            {t("home.proof", { date: proof.untilOn ?? "", claim: nameOf(proof.field) })}
          </a>
        </li>
      ))}
      {behind > 0 && (
        <li className="border-b border-line py-3">
          <a href={deskPath(language, "/translations", { of })}>
            {t("home.outdated", { count: behind })}
          </a>
        </li>
      )}
      {home.openQuestions > 0 && (
        <li className="border-b border-line py-3">
          <a href={deskPath(language, "/edit", { section: "offers", of })}>
            {t("home.questions", { count: home.openQuestions })}
          </a>
        </li>
      )}
    </ul>
  );
}

/** Sections and a language as they are said in a sentence. */
export function useSaid() {
  const t = useTranslations("listings");
  const format = useFormatter();
  return (names: readonly string[], series: Series) => ({
    section: format.list(names.filter(isSection).map((one: Section) => t(`sections.${one}`))),
    language: isLanguage(series) ? languageNames[series] : t("home.facts"),
  });
}

/** What is written and not handed in, a form for each language. */
function HandIn({ language, desk, home }: Props) {
  const t = useTranslations("listings");
  const format = useFormatter();
  const open = home.drafts.filter((draft) => draft.state !== "aside");
  const series = [...new Set(open.map((draft) => draft.language))].sort();
  return series.map((one) => {
    const name = isLanguage(one) ? languageNames[one] : t("home.facts");
    return (
      <section
        key={one}
        className="mt-8 border-s-4 border-green ps-4"
        aria-label={t("home.submitLead", { language: name })}
      >
        <p>{t("home.submitLead", { language: name })}</p>
        <ul className="my-2 list-disc ps-6">
          {open
            .filter((draft) => draft.language === one)
            .map((draft) => (
              <li key={draft.id}>
                <a
                  href={deskPath(language, "/edit", {
                    section: draft.section,
                    in: one,
                    of: desk.of,
                  })}
                >
                  {isSection(draft.section) ? t(`sections.${draft.section}`) : draft.section}
                </a>{" "}
                <span className="source">{format.dateTime(draft.updatedAt, moment)}</span>
              </li>
            ))}
        </ul>
        <Form action={submitAction} id={`submit-${one || "facts"}`} words="listings">
          <input type="hidden" name="recordId" value={desk.record.id} />
          <input type="hidden" name="language" value={one} />
          <input type="hidden" name="of" value={desk.of} />
          {!desk.isOffice && <TickField name="asksOffice" label={t("home.asksOffice")} />}
          <Submit>
            {t("home.submit")}
            <span className="sr-only">: {name}</span>
          </Submit>
        </Form>
      </section>
    );
  });
}
