import { useTranslations } from "next-intl";
import { TextField } from "@/ui/forms/fields";
import { Fold, Form, Submit } from "@/ui/forms/form";
import { answerChangeAction, offerChangeAction } from "../../amendments/actions";
import { answerOrderAction, endOrderAction } from "../../orders/actions";
import { wallOf } from "../../overviews/components/milestone-forms";
import type { WorkPage } from "../queries";

/** What a firm can do with an order: say yes, answer a change, ask for one, end it. */
export function OrderForms({ page }: { page: WorkPage }) {
  const t = useTranslations("journey.work");
  const o = useTranslations("journey.order");
  const isRunning = page.state === "sent" || page.state === "confirmed";
  if (!isRunning) return null;
  const waiting = page.changes.find(
    ({ state, proposedAs }) => state === "proposed" && proposedAs !== "partner",
  );
  const wish = waiting?.after;
  const hidden = (
    <>
      <input type="hidden" name="orderId" value={page.id} />
      <input type="hidden" name="version" value={page.version} />
    </>
  );
  return (
    <div className="mt-8">
      {page.state === "sent" && !waiting && (
        <Form action={answerOrderAction} id="answer" words="journey">
          {hidden}
          <div className="flex flex-wrap gap-3">
            <Submit name="does" value="confirm">
              {t("confirm")}
            </Submit>
            <Submit tone="quiet" name="does" value="refuse">
              {t("refuse")}
            </Submit>
          </div>
        </Form>
      )}
      {waiting && (
        <Form action={answerChangeAction} id="change" words="journey">
          {hidden}
          <input type="hidden" name="no" value={waiting.no} />
          <div className="flex flex-wrap gap-3">
            <Submit name="does" value="accept">
              {o("acceptChange")}
            </Submit>
            <Submit tone="quiet" name="does" value="decline">
              {o("declineChange")}
            </Submit>
          </div>
        </Form>
      )}
      <Form
        action={offerChangeAction}
        id="offer-change"
        words="journey"
        labels={{ startsAt: o("startsAt"), endsAt: o("endsAt"), price: t("price") }}
        className="mt-6"
      >
        <Fold summary={t(waiting ? "counter" : "askChange")}>
          {hidden}
          <TextField
            name="startsAt"
            label={o("startsAt")}
            type="datetime-local"
            value={wallOf(wish ? new Date(wish.startsAt) : page.startsAt)}
            isLatin
            isShort
          />
          <TextField
            name="endsAt"
            label={o("endsAt")}
            type="datetime-local"
            value={wallOf(wish ? new Date(wish.endsAt) : page.endsAt)}
            isLatin
            isShort
          />
          <TextField
            name="price"
            label={t("price")}
            inputMode="numeric"
            maxLength={10}
            value={((page.cents ?? 0) / 100).toFixed(2)}
            isLatin
            isShort
          />
          <Submit tone="quiet">{o("askChangeSubmit")}</Submit>
        </Fold>
      </Form>
      <Form action={endOrderAction} id="end" words="journey">
        <Fold summary={o("end")}>
          <p className="mb-3">{t("endText")}</p>
          {hidden}
          <input type="hidden" name="fee" value="0" />
          <Submit tone="warm">{o("endSubmit")}</Submit>
        </Fold>
      </Form>
    </div>
  );
}
