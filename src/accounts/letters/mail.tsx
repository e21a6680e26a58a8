import "server-only";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createTranslator } from "use-intl/core";
import { env } from "@/platform/env";
import { messagesOf } from "@/platform/i18n/messages";
import { directionOf } from "@/platform/i18n/rules";
import { linkToken } from "@/platform/security/tokens";
import { milan } from "@/platform/zones";
import type { LetterToSend } from "./queries";
import { letterPaths } from "./rules";

export type Mail = { subject: string; text: string; html: string };

const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const theme = readFileSync(join(process.cwd(), "src", "ui", "styles", "theme.css"), "utf8");
/** The colours of the pages; a letter has no style sheet of its own. */
const colour = (name: string) =>
  new RegExp(`--color-${name}: (#[0-9a-f]{6})`).exec(theme)?.[1] ?? "inherit";
const look = {
  ink: colour("ink"),
  green: colour("green"),
  line: colour("line"),
  quiet: colour("quiet"),
  surface: colour("surface"),
};

/** A letter in its reader's language, as plain text and as HTML that reads the same. */
export function mailOf({ kind, language, link, number, until }: LetterToSend): Mail {
  const t = createTranslator({
    locale: language,
    messages: messagesOf(language),
    namespace: "letters",
  });
  const address = `${env().PUBLIC_URL}/${language}${letterPaths[kind]}${link ? `?token=${linkToken(link)}` : ""}`;
  const date = until
    ? new Intl.DateTimeFormat(language, {
        dateStyle: "long",
        timeStyle: "short",
        timeZone: milan,
      }).format(until)
    : "";
  const values = { until: date ? `${date} (Milano)` : "", number: number ?? "" };
  const subject = t(`kinds.${kind}.subject` as "kinds.partner-state.subject", {
    number: number ?? "",
  });
  const body = t(`kinds.${kind}.text` as "kinds.consent-receipt.text", values);
  const button = t(`kinds.${kind}.button`);
  const isAskedFor = [
    "register",
    "register-known",
    "sign-in",
    "sign-in-unknown",
    "email-confirm",
    "email-known",
    "invitation",
  ].includes(kind);
  const last = [
    ...(isAskedFor ? [t("ignore")] : []),
    t("noReply"),
    ...(env().DEMO ? [t("demo")] : []),
  ];

  const text = [t("greeting"), body, `${button}:\n${address}`, ...last, t("signature")].join(
    "\n\n",
  );
  const side = directionOf(language) === "rtl" ? "right" : "left";
  // Some readers of letters drop what stands on the page itself, so each block says its language and direction.
  const own = `lang="${language}" dir="${directionOf(language)}"`;
  const html = `<!doctype html><html lang="${language}" dir="${directionOf(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px;background:${look.surface};color:${look.ink};font:17px/1.6 system-ui,sans-serif;text-align:${side}">
<div ${own} style="max-width:34em;margin:0 auto">
<p style="margin:0 0 24px;font:500 20px Georgia,serif">Health Lombardy</p>
<h1 ${own} style="margin:0 0 16px;font:500 24px/1.3 Georgia,serif">${escaped(subject)}</h1>
<p ${own}>${escaped(t("greeting"))}</p><p ${own}>${escaped(body)}</p>
<p ${own} style="margin:24px 0"><a href="${escaped(address)}" style="display:inline-block;padding:12px 20px;border-radius:4px;background:${look.green};color:${look.surface};font-weight:600;text-decoration:none">${escaped(button)}</a></p>
<p ${own} style="font-size:14px;color:${look.quiet}">${escaped(t("linkHint"))}<br><bdi dir="ltr" style="word-break:break-all">${escaped(address)}</bdi></p>
<hr style="border:0;border-top:1px solid ${look.line}">${last.map((line) => `<p ${own} style="font-size:14px;color:${look.quiet}">${escaped(line)}</p>`).join("")}
</div></body></html>`;
  return { subject, text, html };
}
