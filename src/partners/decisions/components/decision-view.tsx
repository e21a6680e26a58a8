import { useTranslations } from "next-intl";
import { Time } from "@/ui/data/time";
import { AreaField } from "@/ui/forms/area";
import { ChoiceField, TickField } from "@/ui/forms/fields";
import { Form, Submit } from "@/ui/forms/form";
import type { PastMove } from "../../moves/queries";
import { type Decision, decisionsAt, type PartnerState } from "../../moves/rules";
import { decideAction, finishTaskAction } from "../actions";
import type { Task } from "../queries";

type Props = {
  partnerId: string;
  version: number;
  state: PartnerState;
  /** Whether whoever reads has checked: then another decides. */
  isChecker: boolean;
  mayDecide: boolean;
};

/** Deciding on a firm: what, why, and a tick that it is meant. */
export function DecisionView({ partnerId, version, state, isChecker, mayDecide }: Props) {
  const t = useTranslations("partners");
  const open: Decision[] = decisionsAt(state);
  if (open.length === 0) return null;
  return (
    <section className="rule mt-10 pt-6" aria-labelledby="decision">
      <h2 id="decision">{t("desk.decision")}</h2>
      {!mayDecide ? (
        <p className="mt-2">{t("desk.administratorDecides")}</p>
      ) : (
        <>
          {isChecker && state === "submitted" && (
            <p className="mb-4 mt-2 text-warm">{t("reasons.notChecker")}</p>
          )}
          <Form
            action={decideAction}
            id="decide"
            words="partners"
            labels={{
              decision: t("desk.decision"),
              reason: t("desk.reason"),
              isSure: t("desk.isSure"),
            }}
            numbers={{ max: 1000 }}
            className="mt-3"
          >
            <input type="hidden" name="partnerId" value={partnerId} />
            <input type="hidden" name="version" value={version} />
            <ChoiceField
              name="decision"
              label={t("desk.what")}
              options={open.map((one) => ({ value: one, label: t(`decisions.${one}`) }))}
            />
            <AreaField
              name="reason"
              label={t("desk.reason")}
              hint={t("desk.reasonHint")}
              maxLength={1000}
              rows={4}
            />
            <TickField name="isSure" label={t("desk.isSure")} />
            <Submit tone="warm">{t("desk.decide")}</Submit>
          </Form>
        </>
      )}
    </section>
  );
}

/** What still runs with a partner that was suspended or ended, to be settled one by one. */
export function TasksView({ partnerId, tasks }: { partnerId: string; tasks: readonly Task[] }) {
  const t = useTranslations("partners.desk");
  if (tasks.length === 0) return null;
  return (
    <section className="rule mt-10 pt-6" aria-labelledby="tasks">
      <h2 id="tasks">{t("tasks")}</h2>
      <ul>
        {tasks.map((task) => (
          <li key={task.id} className="border-b border-line py-3">
            <bdi>
              {task.kind} {task.subject}
            </bdi>
            <Form action={finishTaskAction} id={`task-${task.id}`} words="partners">
              <input type="hidden" name="partnerId" value={partnerId} />
              <input type="hidden" name="taskId" value={task.id} />
              <Submit tone="quiet">
                {t("taskDone")}
                <span className="sr-only">: {task.subject}</span>
              </Submit>
            </Form>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The way of a firm so far, with the reasons it was given. */
export function MovesView({ moves }: { moves: readonly PastMove[] }) {
  const t = useTranslations("partners");
  const role = useTranslations("accounts.roles");
  if (moves.length === 0) return null;
  return (
    <section className="rule mt-10 pt-6" aria-labelledby="moves">
      <h2 id="moves">{t("desk.moves")}</h2>
      <ol>
        {moves.map((move) => (
          <li key={move.id} className="border-b border-line py-3">
            <p>
              {t(`states.${move.after}`)}
              <span className="source ms-3">
                <Time at={move.at} />
                {" · "}
                {role(move.role as "nobody")}
              </span>
            </p>
            {move.reason && <p className="whitespace-pre-wrap">{move.reason}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
