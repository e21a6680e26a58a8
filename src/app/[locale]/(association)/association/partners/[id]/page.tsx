import { notFound } from "next/navigation";
import { facilityChoices } from "@/accounts/invitations/queries";
import { requireOffice } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { ChecklistView } from "@/partners/checks/components/checklist-view";
import { CommissionsView } from "@/partners/commissions/components/commissions-view";
import { DecisionView, MovesView, TasksView } from "@/partners/decisions/components/decision-view";
import { FirmView } from "@/partners/desks/components/firm-view";
import { wholeFirm } from "@/partners/desks/queries";
import { decides, checks as mayCheck } from "@/partners/moves/policy";
import { ReviewView } from "@/partners/reviews/components/review-view";

export default async function Page(props: PersonalProps) {
  const office = await requireOffice("partner-curator", "administrator");
  const language = await localeOf(props);
  const { id = "" } = await props.params;
  const whole = (await wholeFirm(office, language, id)) ?? notFound();
  const { firm, checks, moves, commissions, change, release, tasks, isChecker, areas } = whole;
  return (
    <Personal
      language={language}
      path={`/association/partners/${id}`}
      title={firm.name}
      lead={<bdi>{firm.number}</bdi>}
      isWide
    >
      <FirmView language={language} firm={firm} />
      <TasksView partnerId={firm.id} tasks={tasks} />
      {change && (
        <ReviewView
          language={language}
          change={change}
          published={release?.profile ?? null}
          areas={areas}
        />
      )}
      <ChecklistView partnerId={firm.id} checks={checks} mayCheck={mayCheck(office)} />
      <DecisionView
        partnerId={firm.id}
        version={firm.version}
        state={firm.state}
        isChecker={isChecker}
        mayDecide={decides(office)}
      />
      <CommissionsView
        partnerId={firm.id}
        formKey={crypto.randomUUID()}
        commissions={commissions}
        facilities={await facilityChoices()}
        mayWrite={mayCheck(office)}
      />
      <MovesView moves={moves} />
    </Personal>
  );
}
