import "server-only";
import { createTransport, type Transporter } from "nodemailer";
import { env } from "../env";

/** `taken`: the mail server has it. `refused`: it never will. `later`: it said no for now. `open`: nobody knows. */
export type HandOver = "taken" | "refused" | "later" | "open";

type Mail = { id: string; to: string; subject: string; text: string; html: string; language: string };

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
    requireTLS: !/^smtps?:\/\/(?:[^@/]*@)?(?:localhost|127\.0\.0\.1|\[::1\])(?::|\/|$)/.test(env().SMTP_URL),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return globalThis.portalMail;
}

type SmtpError = { responseCode?: number; command?: string; code?: string };

/** Hands one letter over. The same id is always the same Message-ID, so that a second copy can be known for one. */
export async function handOver({ id, to, subject, text, html, language }: Mail): Promise<HandOver> {
  try {
    await transport().sendMail({
      from: env().MAIL_FROM,
      // As an object: an address is never read as a list, nor as a name with an address behind it.
      to: { name: "", address: to },
      subject,
      text,
      html,
      messageId: `<${id}@${new URL(env().PUBLIC_URL).hostname}>`,
      headers: { "Content-Language": language, "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
    });
    return "taken";
  } catch (error) {
    const { responseCode = 0, command = "", code = "" } = error as SmtpError;
    // Before the text was on its way nothing can have been taken.
    const wasBefore =
      command === "CONN" || ["EDNS", "ECONNECTION", "ETLS", "EAUTH", "ECONNREFUSED"].includes(code) || /^(?:MAIL|RCPT|EHLO|HELO|STARTTLS|AUTH)/.test(command);
    if (responseCode >= 500 && !["EAUTH"].includes(code)) return "refused";
    if (responseCode >= 400) return "later";
    return wasBefore ? "later" : "open";
  }
}
