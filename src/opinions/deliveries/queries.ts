import "server-only";
import { createTranslator } from "use-intl/core";
import type { Answers } from "@/cases/answers/rules";
import { row, sql } from "@/platform/db/sql";
import { env } from "@/platform/env";
import { messagesOf } from "@/platform/i18n/messages";
import type { Language } from "@/platform/i18n/rules";
import { unprintable } from "@/platform/paper/fonts";
import { renderPaper } from "@/platform/paper/render";
import { keyColumns, openPersonKey, unseal, type WrappedKey } from "@/platform/security/sealing";
import type { Opinion } from "../opinions/queries";
import type { TranslatedText } from "../translations/queries";
import { paperOf, type Say } from "./rules";

function sayIn(language: Language): Say {
  const t = createTranslator({
    locale: language,
    messages: messagesOf(language),
    namespace: "opinions",
  });
  return (key, values) => t(key as "opinion.signedBy", values as never);
}

/** A name in a script that the typefaces lack keeps no opinion from its patient: what cannot be drawn stands as a question mark. */
function printable(name: string): string {
  const lacking = new Set(unprintable(name));
  return [...name].map((sign) => (lacking.has(sign) ? "?" : sign)).join("");
}

/** The file of a signed opinion, for a job that delivers it. Made from what is stored, at the time it was signed or last translated. */
export async function opinionPaper(
  opinion: Opinion,
  to: Language,
  translated: TranslatedText | null,
): Promise<{ name: string; bytes: Buffer }> {
  type Row = WrappedKey & {
    number: string;
    patientId: string;
    name: string | null;
    answers: string;
    isAlone: boolean;
  };
  const found = await row<Row>(sql`
    SELECT r.number, r.patient_id AS "patientId", p.name, r.answers, o.alone_why IS NOT NULL AS "isAlone", ${keyColumns}
    FROM opinions o JOIN requests r ON r.id = o.request_id JOIN people p ON p.id = r.patient_id JOIN data_keys k ON k.person_id = p.id WHERE o.id = ${opinion.id}`);
  if (!found || !opinion.signedAt || !opinion.firstJudgementAt)
    throw new Error("an opinion that is not signed has no paper");
  const key = openPersonKey(found.patientId, found);
  const answers = JSON.parse(
    unseal(key, `requests.answers:${opinion.requestId}`, found.answers),
  ) as Answers;
  const paper = paperOf(
    {
      number: found.number,
      patient: printable(
        found.name ? unseal(key, `people.name:${found.patientId}`, found.name) : "",
      ),
      birth: answers.birth ?? "",
      facility: opinion.facility,
      version: opinion.version,
      language: opinion.language,
      content: opinion.content,
      firstJudgement: opinion.firstJudgement ?? "",
      firstJudgementAt: opinion.firstJudgementAt,
      signer: printable(opinion.signer ?? ""),
      signedAt: opinion.signedAt,
      code: opinion.code ?? "",
      isAlone: found.isAlone,
      translation: translated && { ...translated, quality: translated.quality },
      address: `${env().PUBLIC_URL}/${to}/verify?code=${opinion.code}`,
      madeAt: translated?.at ?? opinion.signedAt,
    },
    sayIn,
  );
  return {
    name: `opinion-${found.number}-v${opinion.version}.pdf`,
    bytes: await renderPaper(paper),
  };
}
