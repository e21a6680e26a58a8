import "server-only";
import type { Actor, Office } from "@/platform/actor";
import { carePath } from "../care-path/queries";
import { type Clock, clockOf, timesSoFar } from "../clock/queries";
import { type Message, messagesOf } from "../messages/queries";
import { type Paper, paperMegabytes, papersOf } from "../papers/queries";
import { noteOpened } from "../requests/commands";
import { type RequestCase, type RequestStay, requestCase, staysOf } from "../requests/queries";
import { checklist, coordinatorNext } from "../requests/rules";

export type WholeCase = {
  request: RequestCase;
  stays: RequestStay[];
  messages: Message[];
  papers: Paper[];
  clock: Clock;
  times: { running: number; paused: number };
  kinds: string[];
  max: number;
  /** Where the coordinator can send it. */
  next: string[];
};

async function whole(actor: Actor, request: RequestCase): Promise<WholeCase> {
  const [stays, messages, papers, clock, path, max] = await Promise.all([
    staysOf(request),
    messagesOf(actor, request),
    papersOf(actor, request),
    clockOf(request),
    carePath(request.rulesVersion),
    paperMegabytes(),
  ]);
  return {
    request,
    stays,
    messages,
    papers,
    clock,
    times: timesSoFar(stays),
    kinds: checklist(path, request.family),
    max,
    next: coordinatorNext(path, request.state),
  };
}

/** A case for the patient's side, as far as whoever asks may see it. */
export async function ownCase(actor: Actor, id: string): Promise<WholeCase | null> {
  const request = actor.kind === "office" ? null : await requestCase(actor, id);
  return request && whole(actor, request);
}

/** A case opened by somebody whose it is not: it leaves its trace, which the patient reads, before it is shown. */
export async function openedCase(office: Office, id: string): Promise<WholeCase | null> {
  const request = await requestCase(office, id);
  if (!request) return null;
  await noteOpened(office, request.id, request.patientId);
  return whole(office, request);
}
