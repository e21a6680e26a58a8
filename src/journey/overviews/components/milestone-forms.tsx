import { useTranslations } from "next-intl";
import { milan, offsetAt } from "@/platform/zones";
import { Time } from "@/ui/data/time";
import { TextField, TickField } from "@/ui/forms/fields";
import { Form, Submit } from "@/ui/forms/form";
import { sayHappenedAction, setMilestoneAction } from "../../milestones/actions";
import type { Preview } from "../../previews/queries";
import type { MilestoneKind, MilestoneOwner } from "../../templates/rules";
import type { MilestoneView, Overview } from "../queries";
import { Effects } from "./changes-view";

/** A moment as a date field holds it, on Milan's clocks. */
export const wallOf = (at: Date): string =>
  new Date(at.getTime() + offsetAt(milan, at.getTime())).toISOString().slice(0, 16);

const basis = (owner: MilestoneOwner) => (owner === "facility" ? "/facility/journey" : "/journey");

/** The dates that somebody can set or move, each with its own page that shows beforehand what that asks again. */
export function MoveLinks({
  language,
  overview,
  owner,
}: {
  language: string;
  overview: Overview;
  owner: MilestoneOwner;
}) {
  const t = useTranslations("journey");
  const own = overview.milestones.filter(
    (stone) => stone.owner === owner && stone.certainty !== "done",
  );
  if (own.length === 0) return null;
  return (
    <section aria-labelledby="dates" className="mt-10">
      <h2 id="dates" className="text-title">
        {t("dates")}
      </h2>
      <ul>
        {own.map((stone) => (
          <li key={stone.kind} className="flex flex-wrap gap-x-3 border-b border-line py-3">
            <span className="grow">
              {t(`milestones.${stone.kind}`)}: <Time at={stone.startsAt} />{" "}
              <span className="source">{t(`certainties.${stone.certainty}`)}</span>
            </span>
            <a href={`/${language}${basis(owner)}/${overview.code}/dates/${stone.kind}`}>
              {t("move.link")}
              <span className="sr-only">: {t(`milestones.${stone.kind}`)}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Says that the next thing has happened. */
export function HappenedForm({ overview, kind }: { overview: Overview; kind: MilestoneKind }) {
  const t = useTranslations("journey");
  const planned = overview.milestones.find((stone) => stone.kind === kind)?.startsAt.getTime();
  const isNear = planned !== undefined && planned - Date.now() < 2 * 86_400_000;
  return (
    <Form action={sayHappenedAction} id="happened" words="journey" className="mt-4">
      <input type="hidden" name="journeyId" value={overview.id} />
      <input type="hidden" name="code" value={overview.code} />
      <input type="hidden" name="version" value={overview.version} />
      <input type="hidden" name="kind" value={kind} />
      <Submit tone={isNear ? "main" : "quiet"}>
        {t(`happened.${kind}` as "happened.arrival")}
      </Submit>
    </Form>
  );
}

/** A date is moved in two steps: first the page shows what that would do, then it is done. */
export function MovePage({
  overview,
  stone,
  preview,
  typed,
  problem,
}: {
  overview: Overview;
  stone: MilestoneView;
  preview: Preview | null;
  typed: string;
  problem: string | null;
}) {
  const t = useTranslations("journey");
  return (
    <>
      <p>
        {t("move.now")} <Time at={stone.startsAt} />{" "}
        <span className="source">{t(`certainties.${stone.certainty}`)}</span>
      </p>
      <form method="get" className="mt-6">
        {problem && (
          <p className="field-error" id="at-error" role="alert">
            {t(`errors.${problem}` as "errors.date")}
          </p>
        )}
        <label htmlFor="at" className="block font-semibold">
          {t("move.to")}
        </label>
        <p className="source mb-1">{t("milanTime")}</p>
        <input
          id="at"
          name="at"
          type="datetime-local"
          dir="ltr"
          defaultValue={typed || wallOf(stone.startsAt)}
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? "at-error" : undefined}
          className="field max-w-field"
        />
        <p className="mt-4">
          <button type="submit" className="button button-quiet">
            {t("move.show")}
          </button>
        </p>
      </form>
      {preview && (
        <section aria-labelledby="preview" className="mt-8 border-s-4 border-green px-4 py-2">
          <h2 id="preview" className="text-lead">
            {t("move.would")}
          </h2>
          <Effects moves={preview.moves} effects={preview.effects} />
          {preview.wrong.map(([a, b]) => (
            <p key={`${a}-${b}`} className="mt-2 text-warm">
              {t("wrong", { first: t(`milestones.${a}`), second: t(`milestones.${b}`) })}
            </p>
          ))}
          <Form action={setMilestoneAction} id="move" words="journey" className="mt-4">
            <input type="hidden" name="journeyId" value={overview.id} />
            <input type="hidden" name="code" value={overview.code} />
            <input type="hidden" name="version" value={overview.version} />
            <input type="hidden" name="kind" value={stone.kind} />
            <input type="hidden" name="at" value={typed} />
            <TickField name="isFixed" label={t("move.isFixed")} />
            <Submit>{t("move.submit")}</Submit>
          </Form>
        </section>
      )}
    </>
  );
}

/** The four dates of a stay, as the facility gives them the first time. */
export function DatesFields() {
  const t = useTranslations("journey");
  return (["admission", "operation", "discharge", "fit-to-fly"] as const).map((kind) => (
    <TextField
      key={kind}
      name={kind}
      label={t(`milestones.${kind}`)}
      hint={kind === "fit-to-fly" ? t("fitToFlyHint") : undefined}
      type="datetime-local"
      isLatin
      isShort
    />
  ));
}
