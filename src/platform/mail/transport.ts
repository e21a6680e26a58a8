import "server-only";
import { Readable } from "node:stream";
import { createTransport, type Transporter } from "nodemailer";
import MailComposer from "nodemailer/lib/mail-composer";
import { env } from "../env";

/** `taken`: the mail server has it. `refused`: it never will. `later`: it has not got it. `open`: nobody knows. */
export type HandOver = "taken" | "refused" | "later" | "open";

type Mail = {
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  language: string;
};

declare global {
  var portalMail: Transporter | undefined;
}

function transport(): Transporter {
  globalThis.portalMail ??= createTransport({
    url: env().SMTP_URL,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    // A server that offers TLS is spoken to under it, and one on another machine must.
    requireTLS: !/^smtps?:\/\/(?:[^@/]*@)?(?:localhost|127\.0\.0\.1|\[::1\])(?::|\/|$)/.test(
      env().SMTP_URL,
    ),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return globalThis.portalMail;
}

/** Hands one letter over. The same id is always the same Message-ID, so that a second copy can be known for one. */
export async function handOver({ id, to, subject, text, html, language }: Mail): Promise<HandOver> {
  const composed = await new MailComposer({
    from: env().MAIL_FROM,
    // As an object: an address is never read as a list, nor as a name with an address behind it.
    to: { name: "", address: to },
    subject,
    text,
    html,
    messageId: `<${id}@${new URL(env().PUBLIC_URL).hostname}>`,
    headers: {
      "Content-Language": language,
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
    },
  })
    .compile()
    .build();
  // The text is asked for when the server has said that it will take it: from then on nobody knows, until it answers.
  let isUnderWay = false;
  const raw = Readable.from(
    (function* () {
      isUnderWay = true;
      yield composed;
    })(),
  );
  try {
    await transport().sendMail({ envelope: { from: senderOf(env().MAIL_FROM), to: [to] }, raw });
    return "taken";
  } catch (error) {
    const { responseCode = 0, code = "" } = error as { responseCode?: number; code?: string };
    if (responseCode >= 500 && code !== "EAUTH") return "refused";
    if (responseCode >= 400) return "later";
    return isUnderWay ? "open" : "later";
  }
}

const senderOf = (from: string) => /<([^>]+)>/.exec(from)?.[1] ?? from;
