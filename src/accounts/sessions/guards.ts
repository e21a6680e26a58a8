import "server-only";
import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import type { Actor, Holder, Linguist, Office, Partner, Patient, Staff } from "@/platform/actor";
import { env } from "@/platform/env";
import { defaultLanguage, isLanguage, type Language } from "@/platform/i18n/rules";
import type { FacilityRole, OfficeRole, PartnerRight } from "@/platform/roles";
import { limitedAddress, networkOf } from "@/platform/security/network";
import { endSession, keepAlive } from "./commands";
import { actorBehind, type CurrentSession, proofMinutes, sessionByToken } from "./queries";
import { deviceOf, type From } from "./rules";

/** Over TLS the name begins so that no other host of the domain can set it. */
const sessionCookie = () => (env().PUBLIC_URL.startsWith("https:") ? "__Host-session" : "session");

/** Who asks, as the front has seen it. */
export async function from(): Promise<From> {
  const list = await headers();
  const address = list.get("x-portal-address") ?? "";
  return {
    address: limitedAddress(address),
    network: networkOf(address),
    device: deviceOf(list.get("user-agent") ?? ""),
  };
}

/** The path of the page that is shown or posted from, as the front has seen it. */
async function path(): Promise<string> {
  return (await headers()).get("x-portal-path") ?? `/${defaultLanguage}/account`;
}

export async function pathLanguage(): Promise<Language> {
  const first = (await path()).split("/")[1];
  return isLanguage(first) ? first : defaultLanguage;
}

export const currentSession = cache(async (): Promise<CurrentSession | null> => {
  const token = (await cookies()).get(sessionCookie())?.value;
  const session = token ? await sessionByToken(token) : null;
  if (session) await keepAlive(session);
  return session;
});

async function signIn(): Promise<never> {
  redirect(
    `/${await pathLanguage()}/sign-in?next=${encodeURIComponent((await path()).split("?")[0] ?? "")}`,
  );
}

/** Signed in as far as the first step; for the pages of the second. */
export async function requireFirstStep(): Promise<CurrentSession> {
  return (await currentSession()) ?? signIn();
}

async function requireSession(): Promise<CurrentSession> {
  const session = await requireFirstStep();
  if (session.isComplete && (session.hasSecondFactor || !session.mustHaveSecondFactor))
    return session;
  redirect(
    `/${await pathLanguage()}/${session.hasSecondFactor ? "sign-in/second-step" : "sign-in/set-up"}`,
  );
}

/** Anybody signed in, for their own account. */
export async function requireHolder(): Promise<Holder> {
  return holderOf(await requireSession());
}

async function holderOf(session: CurrentSession): Promise<Holder> {
  const { personId, sessionId, held } = session;
  return {
    kind: "holder",
    personId,
    sessionId,
    network: (await from()).network,
    grantId: held?.grantId ?? null,
    role: held?.role ?? "nobody",
  } as Holder;
}

/** Whoever is signed in in this browser, as far as they are; null where nobody is. */
async function currentHolder(): Promise<Holder | null> {
  const session = await currentSession();
  return session ? holderOf(session) : null;
}

/** For a session that still lacks its second step. */
export async function requireUnfinished(): Promise<{ holder: Holder; session: CurrentSession }> {
  const session = await requireFirstStep();
  return { holder: await holderOf(session), session };
}

/** For pages of steps that need a fresh proof of who is there: without one, it is asked for first. */
export async function requireFreshProof(): Promise<Holder> {
  const session = await requireSession();
  if (!(await isFresh(session)))
    redirect(`/${await pathLanguage()}/account/confirm?next=${encodeURIComponent(await path())}`);
  return holderOf(session);
}

/** For their forms: null without one, so that what was typed can be shown again. */
export async function requireHolderWithProof(): Promise<Holder | null> {
  const session = await requireSession();
  return (await isFresh(session)) ? holderOf(session) : null;
}

const isFresh = async (session: CurrentSession) =>
  Date.now() - session.provedAt.getTime() <= (await proofMinutes()) * 60_000;

/** Whoever is signed in, in the role they act in. What they may not see does not exist. */
export async function requireActor(): Promise<Actor> {
  const session = await requireSession();
  const { network } = await from();
  return actorBehind(session, network) ?? notFound();
}

export async function requirePatient(): Promise<Patient> {
  const actor = await requireActor();
  return actor.kind === "patient" ? actor : notFound();
}

export async function requireStaff(...allowed: FacilityRole[]): Promise<Staff> {
  const actor = await requireActor();
  return actor.kind === "staff" && (allowed.length === 0 || allowed.includes(actor.role))
    ? actor
    : notFound();
}

/** People of the association in one of these roles. */
export async function requireOffice(...allowed: OfficeRole[]): Promise<Office> {
  const actor = await requireActor();
  return actor.kind === "office" && (allowed.length === 0 || allowed.includes(actor.role))
    ? actor
    : notFound();
}

/** People of a partner that has a row, with one of these rights; any where none is named. */
export async function requirePartner(
  ...rights: PartnerRight[]
): Promise<Partner & { partnerId: string }> {
  const actor = await requireActor();
  if (actor.kind !== "partner" || actor.partnerId === null) notFound();
  if (rights.length > 0 && !rights.some((right) => actor.rights.includes(right))) notFound();
  return actor as Partner & { partnerId: string };
}

export async function requireLinguistOrPartner(): Promise<Linguist | Partner> {
  const actor = await requireActor();
  return actor.kind === "linguist" || actor.kind === "partner" ? actor : notFound();
}

export async function setSessionCookie(token: string, days: number): Promise<void> {
  const isSafe = env().PUBLIC_URL.startsWith("https:");
  (await cookies()).set(sessionCookie(), token, {
    httpOnly: true,
    secure: isSafe,
    sameSite: "lax",
    path: "/",
    ...(days > 0 ? { maxAge: days * 86_400 } : {}),
  });
}

/** Lets somebody in who has just shown who they are; whoever was signed in in this browser before no longer is. */
export async function enterWith({ token, days }: { token: string; days: number }): Promise<void> {
  const before = await currentHolder();
  if (before) await endSession(before, before.sessionId);
  await setSessionCookie(token, days);
}

export async function dropSessionCookie(): Promise<void> {
  (await cookies()).set(sessionCookie(), "", {
    httpOnly: true,
    secure: env().PUBLIC_URL.startsWith("https:"),
    sameSite: "lax",
    path: "/",
    maxAge: 0,
  });
}

/** For how many days the cookie of the current session stays; 0: until the browser closes. */
export async function sessionDays(): Promise<number> {
  const session = await currentSession();
  return session && !session.mustHaveSecondFactor
    ? Math.max(0, Math.floor((session.endsAt.getTime() - Date.now()) / 86_400_000))
    : 0;
}

/** Whoever acts, on pages that are open to everybody and only offer more to some; null where nobody does. */
export async function actorIfAny(): Promise<Actor | null> {
  const session = await currentSession();
  return session && actorBehind(session, (await from()).network);
}
