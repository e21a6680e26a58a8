/** Next calls this once before it serves. Behind the front the keys are open already; under `npm run dev` they are not. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || !(process.env.KEY_FILE || process.env.KMS_URL))
    return;
  const { openKeyring } = await import("./platform/security/keyring");
  await openKeyring();
}
