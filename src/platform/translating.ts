import "server-only";
import { z } from "zod";

const Answer = z.object({ texts: z.record(z.string(), z.string()) });

/** The service that makes draft translations, where the operator has set one; off by default. */
export const translatingService = (): string | null =>
  process.env.TRANSLATING_URL ? new URL(process.env.TRANSLATING_URL).host : null;

/**
 * Asks the service for a draft: a POST of { from, to, texts } that bears TRANSLATING_TOKEN, answered with { texts } of the
 * same names. Throws where it does not answer so within a minute; whoever asks tries again.
 */
export async function machineDraft(
  from: string,
  to: string,
  texts: Record<string, string>,
): Promise<Record<string, string>> {
  const answer = await fetch(process.env.TRANSLATING_URL ?? "", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${process.env.TRANSLATING_TOKEN ?? ""}`,
    },
    body: JSON.stringify({ from, to, texts }),
    redirect: "error",
    signal: AbortSignal.timeout(60_000),
  });
  if (!answer.ok) throw new Error(`The translating service answered ${answer.status}.`);
  const given = Answer.parse(await answer.json()).texts;
  return Object.fromEntries(
    Object.keys(texts).flatMap((name) =>
      given[name] ? [[name, given[name].slice(0, 20_000)]] : [],
    ),
  );
}
