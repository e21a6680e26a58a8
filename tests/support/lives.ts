import { giveConsent } from "@/accounts/consents/commands";
import { beginEnrolment, finishEnrolment } from "@/accounts/factors/commands";
import { acceptInvitation } from "@/accounts/invitations/commands";
import { noteSent } from "@/accounts/letters/commands";
import { askForRegistration, askForSignIn, askToChangeEmail } from "@/accounts/links/commands";
import { finishRegistration } from "@/accounts/registration/commands";
import { inviteHelper, sendProof } from "@/accounts/relations/commands";
import { askFor } from "@/accounts/rights/commands";
import { sessionByToken } from "@/accounts/sessions/queries";
import { accountJobs } from "@/jobs";
import { emailHash } from "@/platform/security/keyring";
import { linkToken } from "@/platform/security/tokens";
import { codeAt } from "@/platform/security/totp";
import {
  arrive,
  ask,
  from,
  granted,
  holder,
  newEmail,
  once,
  one,
  password,
  patient,
  runJobs,
  type Somebody,
} from "./people";

const tokenFor = async (email: string, purpose: string) =>
  linkToken(
    (
      await one<{ id: string }>(
        "SELECT id FROM email_links WHERE email_hash = $1 AND purpose = $2 ORDER BY created_at DESC LIMIT 1",
        [emailHash(email), purpose],
      )
    ).id,
  );
const pdf = Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(500, "x")]);
/** The mail server took what was waiting. */
const allSent = async () => {
  for (const { id } of await ask<{ id: string }>("SELECT id FROM letters WHERE sent_at IS NULL"))
    await noteSent(id);
};

/** A life with the portal: an account by letter, a second step, agreements, help given and received, copies, letters. */
export async function liveWithThePortal(secrets: { email: string; name: string }) {
  granted(await askForRegistration(secrets.email, "de", from()));
  const registered = await finishRegistration(
    await tokenFor(secrets.email, "register"),
    { name: secrets.name, country: "DE", password, termsVersion: 1 },
    "de",
    from(),
  );
  const { token, sessionId } = granted(registered);
  const session = await sessionByToken(token);
  const who: Somebody = {
    ...secrets,
    personId: session?.personId ?? "",
    grantId: session?.held?.grantId ?? "",
    role: "patient",
    facilityId: null,
    relationId: null,
    sessionId,
    token,
  };
  await allSent();
  const secret = await beginEnrolment(holder(who));
  granted(await finishEnrolment(holder(who), codeAt(secret, new Date()), from()));
  await beginEnrolment(holder(who));
  granted(
    await giveConsent(patient(who), {
      patientId: who.personId,
      kind: "health-data",
      version: 1,
      language: "de",
    }),
  );
  granted(await askForSignIn(secrets.email, "de", from()));
  granted(await askToChangeEmail(holder(who), "Hildegard.Neuanfang@post.example", from()));
  const helper = newEmail("companion");
  granted(
    await inviteHelper(patient(who), once(), {
      email: helper,
      kind: "companion",
      rights: ["see-requests"],
      language: "de",
    }),
  );
  const accepted = granted(
    await acceptInvitation(
      await tokenFor(helper, "invitation"),
      { name: "Conrad", password },
      "de",
      from(),
    ),
  );
  if (accepted.kind !== "signed-in") throw new Error("a new helper is signed in");
  const held = await sessionByToken(accepted.opened.token);
  const companion: Somebody = {
    ...who,
    ...accepted.opened,
    personId: held?.personId ?? "",
    email: helper,
  };
  granted(
    await inviteHelper(patient(who), once(), {
      email: newEmail("waiting"),
      kind: "companion",
      rights: [],
      language: "de",
    }),
  );
  const parent = await arrive("patient", { name: "Old Parent" });
  granted(
    await inviteHelper(patient(parent), once(), {
      email: secrets.email,
      kind: "representative",
      rights: [],
      language: "de",
    }),
  );
  const asked = granted(
    await acceptInvitation(await tokenFor(secrets.email, "invitation"), null, "de", from()),
  );
  if (asked.kind !== "known") throw new Error("an address with an account is known");
  const { id: relationId } = await one<{ id: string }>(
    "SELECT id FROM relations WHERE patient_id = $1",
    [parent.personId],
  );
  granted(await sendProof(holder(who), relationId, { name: "Vergessen.pdf", bytes: pdf }));
  granted(await askFor(holder(who), "export", once()));
  await runJobs(accountJobs);
  return { who, companion };
}
