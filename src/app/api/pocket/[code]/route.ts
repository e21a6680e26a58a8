import { notFound } from "next/navigation";
import { requireActor } from "@/accounts/sessions/guards";
import { downloadBytes } from "@/app/download";
import { pocketFile } from "@/journey/pockets/queries";
import { isLanguage } from "@/platform/i18n/rules";

type Props = { params: Promise<{ code: string }> };

/** The pocket plan as one file, by the journey's code and a language: "abcd2345-de". */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const [code = "", language] = (await params).code.split("-");
  if (!isLanguage(language)) notFound();
  const file = await pocketFile(await requireActor(), code, language, new Date());
  return file ? downloadBytes({ name: `${code}.html`, bytes: Buffer.from(file) }) : notFound();
}
