import type { Instrumentation } from "next";

/** Next calls this once before it serves. Behind the front the keys are open already; under `npm run dev` they are not. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || !(process.env.KEY_FILE || process.env.KMS_URL))
    return;
  const { openKeyring } = await import("./platform/security/keyring");
  await openKeyring();
}

/** What a page could not be made for, under the reference that its reader sees. The address can hold a token: only its pattern is kept. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { log } = await import("./platform/log");
  const reference = String(request.headers["x-portal-reference"] ?? "");
  log.error("a page could not be made", error, { reference, path: context.routePath });
};
