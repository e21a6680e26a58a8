import { useFormatter, useTranslations } from "next-intl";
import { AreaField } from "@/ui/forms/area";
import { Form, Submit } from "@/ui/forms/form";
import { writeMessageAction } from "../actions";
import type { Message } from "../queries";

export function MessagesView({
  requestId,
  messages,
  canWrite,
  formKey,
}: {
  requestId: string;
  messages: readonly Message[];
  canWrite: boolean;
  formKey: string;
}) {
  const t = useTranslations("cases.case");
  const said = useTranslations("accounts.roles");
  const format = useFormatter();
  return (
    <section className="rule mt-10 pt-6" aria-labelledby="messages">
      <h2 id="messages">{t("messages")}</h2>
      {messages.length === 0 && <p className="mt-2">{t("noMessages")}</p>}
      <ol className="mt-3">
        {messages.map((one) => (
          <li
            key={one.id}
            className={`my-3 border-s-4 px-4 py-2 ${one.isOwn ? "border-green bg-green-soft" : "border-edge bg-sunk"}`}
          >
            <p className="source">
              {one.isOwn ? t("you") : said(one.role as "patient")} ·{" "}
              <time dateTime={one.createdAt.toISOString()}>
                {format.dateTime(one.createdAt, { dateStyle: "medium", timeStyle: "short" })}
              </time>
            </p>
            <p className="whitespace-pre-wrap" dir="auto">
              {one.body}
            </p>
          </li>
        ))}
      </ol>
      {canWrite && (
        <Form
          action={writeMessageAction}
          id="message"
          formKey={formKey}
          words="cases"
          labels={{ body: t("write") }}
          numbers={{ max: 4000 }}
          className="mt-4"
        >
          <input type="hidden" name="requestId" value={requestId} />
          <AreaField name="body" label={t("write")} maxLength={4000} rows={4} />
          <Submit>{t("send")}</Submit>
        </Form>
      )}
    </section>
  );
}
