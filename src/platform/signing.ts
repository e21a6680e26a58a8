import "server-only";
import { z } from "zod";

const Answer = z.object({
  signature: z.string().max(100_000),
  certificate: z.string().max(100_000).optional(),
  service: z.string().max(200).optional(),
});

/** What a service for qualified signatures gave for a hash. */
export type Signature = z.output<typeof Answer>;

export const hasSigningService = (): boolean => Boolean(process.env.SIGNING_URL);

/**
 * Has a hash signed by the operator's service for qualified signatures: a POST of { hash, signer } that bears
 * SIGNING_TOKEN. Throws where it does not answer within a minute; whoever asks tries again.
 */
export async function signHash(hash: Buffer, signer: string): Promise<Signature> {
  const answer = await fetch(process.env.SIGNING_URL ?? "", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${process.env.SIGNING_TOKEN ?? ""}`,
    },
    body: JSON.stringify({ hash: hash.toString("hex"), algorithm: "sha256", signer }),
    redirect: "error",
    signal: AbortSignal.timeout(60_000),
  });
  if (!answer.ok) throw new Error(`The signing service answered ${answer.status}.`);
  return Answer.parse(await answer.json());
}
