import { useFormatter, useTranslations } from "next-intl";
import { Time } from "@/ui/data/time";
import { TextField } from "@/ui/forms/fields";
import { Fold, Form, Submit } from "@/ui/forms/form";
import { answerChangeAction, askForChangeAction } from "../../amendments/actions";
import { disputeOrderAction, endOrderAction } from "../../orders/actions";
import { When } from "../../overviews/components/marks";
import { wallOf } from "../../overviews/components/milestone-forms";
import type { LegPage, OrderView } from "../queries";
import { ChangeList } from "./change-list";
import { TermsView } from "./terms-view";

/** An order as it was accepted, what is asked of it since, and what ending it would cost. */
export function OrderCard({ page, order }: { page: LegPage; order: OrderView }) {
  const t = useTranslations("journey.order");
  const s = useTranslations("journey.orderStates");
  const steps = useTranslations("journey.steps");
  const format = useFormatter();
  const money = (cents: number) =>
    format.number(cents / 100, { style: "currency", currency: order.terms.currency });
  const isRunning = order.state === "sent" || order.state === "confirmed";
  const waiting = order.changes.find(({ state }) => state === "proposed");
  const hidden = (
    <>
      <input type="hidden" name="code" value={page.journey.code} />
      <input type="hidden" name="leg" value={page.leg.key} />
      <input type="hidden" name="orderId" value={order.id} />
      <input type="hidden" name="version" value={order.version} />
    </>
  );
  return (
    <article className="mt-8 border border-line px-4 py-4">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <bdi className="font-semibold">{order.partner}</bdi>
        <span className="mark">{s(order.state)}</span>
        <span className="source">
          <bdi>{order.number}</bdi> · {t("orderedAt")} <Time at={order.orderedAt} />
        </span>
      </p>
      <p className="mt-2">
        <When startsAt={order.startsAt} endsAt={order.endsAt} />
      </p>
      <TermsView terms={order.terms} cents={order.cents} />
      {order.endedAs && order.feeCents !== null && (
        <p className="mt-2">
          {t(`endedBy.${order.endedAs}` as "endedBy.patient")}{" "}
          {t("fee", { fee: money(order.feeCents) })}
        </p>
      )}
      {order.steps.length > 0 && (
        <ul className="mt-3 text-small">
          {order.steps.map((step) => (
            <li key={`${step.kind}-${step.at.toISOString()}`}>
              <Time at={step.at} /> {steps(step.kind as "late", { minutes: step.minutes ?? 0 })}
            </li>
          ))}
        </ul>
      )}
      <ChangeList changes={order.changes} currency={order.terms.currency} />
      {waiting?.proposedAs === "partner" && (
        <Form action={answerChangeAction} id="change" words="journey" className="mt-4">
          {hidden}
          <input type="hidden" name="no" value={waiting.no} />
          <div className="flex flex-wrap gap-3">
            <Submit name="does" value="accept">
              {t("acceptChange")}
            </Submit>
            <Submit tone="quiet" name="does" value="decline">
              {t("declineChange")}
            </Submit>
          </div>
        </Form>
      )}
      {isRunning && (
        <Form
          action={askForChangeAction}
          id={`ask-change-${order.id}`}
          words="journey"
          labels={{ startsAt: t("startsAt"), endsAt: t("endsAt") }}
          className="mt-4"
        >
          <Fold summary={t("askChange")}>
            {hidden}
            <TextField
              name="startsAt"
              label={t("startsAt")}
              type="datetime-local"
              value={wallOf(order.startsAt)}
              isLatin
              isShort
            />
            <TextField
              name="endsAt"
              label={t("endsAt")}
              type="datetime-local"
              value={wallOf(order.endsAt)}
              isLatin
              isShort
            />
            <Submit tone="quiet">{t("askChangeSubmit")}</Submit>
          </Fold>
        </Form>
      )}
      {isRunning && (
        <Form action={endOrderAction} id={`end-${order.id}`} words="journey">
          <Fold summary={t("end")}>
            <p className="mb-3">
              {order.feeNow === 0 ? t("endFree") : t("endFee", { fee: money(order.feeNow) })}
            </p>
            {hidden}
            <input type="hidden" name="fee" value={order.feeNow} />
            <Submit tone="warm">{t("endSubmit")}</Submit>
          </Fold>
        </Form>
      )}
      {["confirmed", "under-way", "done", "no-show"].includes(order.state) &&
        order.startsAt.getTime() < Date.now() && (
          <Form action={disputeOrderAction} id={`dispute-${order.id}`} words="journey">
            <Fold summary={t("dispute")}>
              <p className="mb-3">{t("disputeText")}</p>
              {hidden}
              <Submit tone="warm">{t("disputeSubmit")}</Submit>
            </Fold>
          </Form>
        )}
    </article>
  );
}
