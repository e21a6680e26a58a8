import { notFound } from "next/navigation";
import { facilityChoices } from "@/accounts/invitations/queries";
import { requireOffice } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { CoverView, MemberChecksView } from "@/listings/member-checks/components/checks-view";
import {
  MemberHead,
  MemberPeopleView,
  MemberTasksView,
} from "@/listings/member-desks/components/member-view";
import { wholeMember } from "@/listings/member-desks/queries";
import { MemberDecisionView } from "@/listings/members/components/decision-view";
import { MemberHistory } from "@/listings/members/components/moves-view";
import { checksMembers, decidesOnMembers, settlesTasks } from "@/listings/members/policy";
import { dayIn, milan } from "@/platform/zones";

export default async function Page(props: PersonalProps) {
  const office = await requireOffice("administrator", "partner-curator", "case-coordinator");
  const language = await localeOf(props);
  const { slug = "" } = await props.params;
  const whole = (await wholeMember(office, slug)) ?? notFound();
  const { member, items, cover, minimum, moves, tasks, people, isChecker } = whole;
  const isOpen = ["applied", "checking", "admitted", "suspended"].includes(member.state);
  const mayCheck = isOpen && checksMembers(office);
  const others = (await facilityChoices()).filter((one) => one.slug !== member.slug);
  return (
    <Personal
      language={language}
      path={`/association/facilities/${slug}`}
      title={member.name}
      lead={<bdi>{member.comune}</bdi>}
      isWide
    >
      <MemberHead language={language} member={member} opensListing={decidesOnMembers(office)} />
      <MemberTasksView
        language={language}
        slug={member.slug}
        tasks={tasks}
        opensCases={office.role === "case-coordinator"}
        maySettle={settlesTasks(office)}
      />
      <MemberChecksView facility={member} items={items} mayCheck={mayCheck} />
      <CoverView
        facility={member}
        cover={cover}
        minimum={minimum}
        today={dayIn(milan, new Date())}
        mayNote={mayCheck}
      />
      <MemberDecisionView
        facility={member}
        isChecker={isChecker}
        mayDecide={decidesOnMembers(office)}
        others={others}
      />
      <MemberPeopleView
        language={language}
        member={member}
        people={people}
        mayInvite={decidesOnMembers(office)}
      />
      <MemberHistory moves={moves} />
    </Personal>
  );
}
