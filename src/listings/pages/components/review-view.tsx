import { useFormatter, useTranslations } from "next-intl";
import { ChoiceField, TextField } from "@/ui/forms/fields";
import { Fold, Form, Submit } from "@/ui/forms/form";
import type { Comment } from "../../changes/queries";
import { SectionChanges } from "../../desks/components/section-changes";
import { useFieldName } from "../../desks/components/use-field-name";
import type { DeskRecord, Reviewed } from "../../desks/queries";
import { differences } from "../../drafts/rules";
import {
  decideAction,
  lookAgainAction,
  skipReviewAction,
  withdrawAction,
} from "../../editor/actions";

type Props = {
  desk: DeskRecord;
  whole: Reviewed;
  comments: readonly Comment[];
  personId: string;
  topics: Readonly<Record<string, string>>;
};

/** What was handed in, as it would change the page, and the decision of somebody who wrote none of it. */
export function ReviewView(props: Props) {
  const { desk, whole, comments, personId, topics } = props;
  const { change, before, names } = whole;
  const t = useTranslations("listings.review");
  const words = useTranslations("content.wording");
  const format = useFormatter();
  const nameOf = useFieldName(topics);
  const isOpen = change.state === "waiting" || change.state === "held";
  const isAuthor = change.authors.includes(personId);
  return (
    <>
      <p className="mark">{t(`states.${change.state}`)}</p>
      <p className="source mt-2">
        {t("authors", { names: format.list(change.authors.map((id) => names[id] ?? "")) })}
      </p>
      {change.heldReason && (
        <p className="mt-4 border-s-4 border-warm bg-warm-soft px-4 py-3">
          {t(`heldReasons.${change.heldReason}`)}
        </p>
      )}
      {change.state === "returned" && change.reason && (
        <p className="mt-4 border-s-4 border-warm ps-4">
          {t("reason")}: <bdi>{change.reason}</bdi>
        </p>
      )}
      {change.stops.length > 0 && (
        <section
          className="mt-6 border-s-4 border-warm bg-warm-soft px-4 py-3"
          aria-labelledby="stops"
        >
          <h2 id="stops" className="text-lead">
            {t("stops")}
          </h2>
          <p className="mt-1 max-w-prose">{t("stopsLead")}</p>
          <ul className="mt-2 list-disc ps-6">
            {change.stops.map((stop) => (
              <li key={`${stop.field} ${stop.words}`}>
                {nameOf(stop.field)}: <bdi>{stop.words}</bdi>
                <span className="source block">
                  {words(`${stop.category}.why`)} {words(`${stop.category}.instead`)}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <h2 className="mt-8">{t("what")}</h2>
      <SectionChanges
        before={before}
        after={change.frozen}
        language={change.language}
        nameOf={nameOf}
      />
      {comments.length > 0 && (
        <section className="mt-8" aria-labelledby="comments">
          <h2 id="comments">{t("comments")}</h2>
          <dl className="mt-2">
            {comments.map((one) => (
              <div
                key={`${one.field} ${one.at.toISOString()} ${one.body}`}
                className="border-b border-line py-2"
              >
                <dt className="source">{nameOf(one.field)}</dt>
                <dd dir="auto">{one.body}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {isOpen && isAuthor && <p className="mt-8">{t("own")}</p>}
      {isOpen && !isAuthor && desk.mayApprove && <Decision {...props} nameOf={nameOf} />}
      <Further {...props} isOpen={isOpen} isAuthor={isAuthor} />
    </>
  );
}

function Decision({
  desk,
  whole: { change, before },
  nameOf,
}: Props & { nameOf: (path: string) => string }) {
  const t = useTranslations("listings.review");
  const isStopped = change.stops.length > 0;
  const lines = change.sections.flatMap((section) =>
    differences(before[section], change.frozen[section]),
  );
  return (
    <Form
      action={decideAction}
      id="decide"
      words="listings"
      labels={{ reason: t("reason"), publishAt: t("publishAt"), overruled: t("overruled") }}
      className="mt-8"
    >
      <input type="hidden" name="changeId" value={change.id} />
      <input type="hidden" name="hash" value={change.hash} />
      <input type="hidden" name="of" value={desk.of} />
      {lines.slice(0, 20).map((line) => (
        <Fold key={line.path} summary={t("comment", { field: nameOf(line.path) })}>
          <TextField
            name={`comment-${line.path}`}
            label={t("comment", { field: nameOf(line.path) })}
            maxLength={500}
          />
        </Fold>
      ))}
      <div className="mt-6">
        <TextField name="reason" label={t("reason")} hint={t("reasonHint")} maxLength={500} />
        <TextField
          name="publishAt"
          label={t("publishAt")}
          hint={t("publishAtHint")}
          type="datetime-local"
          isLatin
          isShort
        />
        {isStopped && desk.isOffice && (
          <TextField name="overruled" label={t("overruled")} maxLength={500} />
        )}
      </div>
      <p className="flex flex-wrap gap-3">
        {(!isStopped || desk.isOffice) && (
          <Submit name="answer" value="approve">
            {t("yes")}
          </Submit>
        )}
        <Submit tone="quiet" name="answer" value="return">
          {t("no")}
        </Submit>
      </p>
    </Form>
  );
}

/** Taking it back, publishing without review, and looking again at what was. */
function Further({
  desk,
  whole: { change },
  isOpen,
  isAuthor,
}: Props & { isOpen: boolean; isAuthor: boolean }) {
  const t = useTranslations("listings.review");
  const format = useFormatter();
  const hidden = (
    <>
      <input type="hidden" name="changeId" value={change.id} />
      <input type="hidden" name="of" value={desk.of} />
    </>
  );
  return (
    <>
      {(isOpen || change.state === "approved") && (
        <Form action={withdrawAction} id="withdraw" words="listings" className="mt-8">
          {hidden}
          <Submit tone="quiet">{t("withdraw")}</Submit>
        </Form>
      )}
      {change.state === "waiting" && desk.maySkip && change.stops.length === 0 && (
        <Form
          action={skipReviewAction}
          id="skip"
          words="listings"
          labels={{ comment: t("skipComment") }}
          className="mt-8"
        >
          {hidden}
          <Fold summary={t("skip")}>
            <p className="mb-3">{t("skipLead")}</p>
            <TextField name="comment" label={t("skipComment")} maxLength={500} />
            <Submit tone="warm">{t("skip")}</Submit>
          </Fold>
        </Form>
      )}
      {change.isSkipped && change.lookAgainBy && !change.lookedAt && (
        <section className="mt-8">
          <p>
            {t("lookAgain", {
              date: format.dateTime(change.lookAgainBy, {
                dateStyle: "medium",
                timeZone: "Europe/Rome",
              }),
            })}
          </p>
          {desk.mayApprove && !isAuthor && (
            <Form
              action={lookAgainAction}
              id="look"
              words="listings"
              labels={{ result: t("right") }}
              className="mt-3"
            >
              {hidden}
              <ChoiceField
                name="result"
                label={t("title")}
                options={[
                  { value: "right", label: t("right") },
                  { value: "wrong", label: t("wrong") },
                ]}
              />
              <Submit>{t("title")}</Submit>
            </Form>
          )}
        </section>
      )}
      {change.lookedAt && (
        <p className="source mt-8">
          {t("looked", {
            date: format.dateTime(change.lookedAt, {
              dateStyle: "medium",
              timeZone: "Europe/Rome",
            }),
          })}
        </p>
      )}
    </>
  );
}
