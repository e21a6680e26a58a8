import type { Actor } from "@/platform/actor";
import { isFacilityRole, isLinguistRole, isOfficeRole, type Role } from "@/platform/roles";

export type Post = { role: Role; facilityId: number | null };

/** Who may give, and take away, which role: the administrator those of the association and all facilities; a facility's
 * coordinator those of that facility; the partner curator those of partners and linguists. Patients invite their own helpers. */
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
    case "patient":
    case "relative":
    case "linguist":
    case "partner":
    case "holder":
      return false;
  }
}
