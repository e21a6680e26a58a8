import type { Actor } from "@/platform/actor";

const isOf = (actor: Actor, key: string, roles: readonly string[]) =>
  actor.kind === "staff" && String(actor.facilityId) === key && roles.includes(actor.role);

const isAdministrator = (actor: Actor) => actor.kind === "office" && actor.role === "administrator";

const writers = ["facility-editor", "facility-approver", "facility-coordinator"];
export const approverRoles = ["facility-approver", "facility-coordinator"] as const;

/** The facility's own people; and the association, in the open: the facility is told what was changed and why. */
export const mayWrite = (actor: Actor, key: string): boolean =>
  isOf(actor, key, writers) || isAdministrator(actor);

/** Whether somebody's role allows to approve; whether this person may, the change's authors decide. */
export const mayApprove = (actor: Actor, key: string): boolean =>
  isOf(actor, key, approverRoles) || isAdministrator(actor);

/** Publishing without a second person, with a comment, to be looked at again. */
export const maySkip = (actor: Actor, key: string): boolean =>
  isOf(actor, key, ["facility-coordinator"]);
