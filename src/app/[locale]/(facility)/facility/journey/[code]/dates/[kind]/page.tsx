import { requireStaff } from "@/accounts/sessions/guards";
import { MoveDate } from "@/app/move-date";
import type { PersonalProps } from "@/app/personal";

export default async function Page(props: PersonalProps) {
  return (
    <MoveDate props={props} actor={await requireStaff("facility-coordinator")} owner="facility" />
  );
}
