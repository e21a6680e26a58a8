import type { Actor } from "@/platform/actor";
import { isFacilityRole, isLinguistRole, isOfficeRole, type Role } from "@/platform/roles";

export type Post = { role: Role; facilityId: number | null; partnerId?: string | null };

/** Who may give, and take away, which role: the administrator those of the association and all facilities; a facility's
 * coordinator those of that facility; the partner curator those of partners and linguists; a partner's own people, with the
 * right to it, those of that partner. Patients invite their own helpers. */
export function mayFill(actor: Actor, post: Post): boolean {
  switch (actor.kind) {
    case "office":
      if (actor.role === "administrator")
        return (
          isOfficeRole(post.role) ||
          isFacilityRole(post.role) ||
          isLinguistRole(post.role) ||
          post.role === "partner"
        );
      return (
        actor.role === "partner-curator" && (post.role === "partner" || isLinguistRole(post.role))
      );
    case "staff":
      return (
        actor.role === "facility-coordinator" &&
        isFacilityRole(post.role) &&
        post.facilityId === actor.facilityId
      );
    case "partner":
      return (
        post.role === "partner" &&
        actor.partnerId !== null &&
        post.partnerId === actor.partnerId &&
        actor.rights.includes("manage-people")
      );
    case "patient":
    case "relative":
    case "linguist":
    case "holder":
      return false;
  }
}
