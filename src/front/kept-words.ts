/** What somebody sent with a form, in the order it came; files are only known to have been there. */
export type Sent = {
  fields: readonly (readonly [name: string, value: string])[];
  hadFiles: boolean;
};

const secret = /password|passcode|code|token|secret/i;
/** What a form carries beside what was typed: keys, versions, choices from a list. */
const isTechnical = (name: string, value: string) =>
  name.startsWith("$") ||
  value.trim().length < 2 ||
  /^(?:[0-9a-f-]{36}|[\d.:T-]+|on|true|false)$/i.test(value);

/** Reads a form's body. Null where it is none, or holds a secret, which is written into no page. */
export async function sentWith(body: Buffer, contentType: string): Promise<Sent | null> {
  try {
    const data = await new Response(new Uint8Array(body), {
      headers: { "Content-Type": contentType },
    }).formData();
    const all = [...data];
    if (all.some(([name]) => secret.test(name))) return null;
    const fields = all.flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value] as const] : [],
    );
    const hadFiles = all.some(([, value]) => typeof value !== "string" && value.size > 0);
    return { fields, hadFiles };
  } catch {
    return null;
  }
}

const escaped = (text: string) =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

/** The words that somebody typed, to be read, copied and sent again as they are. Empty where nothing was typed. */
export function wordsAgain({ fields }: Sent): string {
  const typed = fields.filter(([name, value]) => !isTechnical(name, value));
  if (typed.length === 0) return "";
  const shown = typed.map(
    ([, value]) =>
      `<p class="mt-3 max-w-prose whitespace-pre-wrap border-s-4 border-line ps-4" dir="auto">${escaped(value)}</p>`,
  );
  const carried = fields.map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  );
  return [...shown, ...carried].join("");
}

/** The page that gives somebody's words back, from the one made when the portal started. */
export const unsavedPage = (page: Buffer, target: string, sent: Sent, reference: string): Buffer =>
  Buffer.from(
    page
      .toString("utf8")
      .replaceAll("{reference}", reference)
      .replaceAll("{action}", escaped(target))
      .replaceAll("{words}", () => wordsAgain(sent)),
  );
