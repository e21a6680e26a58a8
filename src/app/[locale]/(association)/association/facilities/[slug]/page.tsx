import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { InviteForm } from "@/accounts/invitations/components/invite-form";
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
import { MemberMovesView } from "@/listings/members/components/moves-view";
import { checksMembers, decidesOnMembers, settlesTasks } from "@/listings/members/policy";
import { facilityRoles } from "@/platform/roles";
import { dayIn, milan } from "@/platform/zones";

export default async function Page(props: PersonalProps) {
  const office = await requireOffice("administrator", "partner-curator", "case-coordinator");
  const language = await localeOf(props);
  const { slug = "" } = await props.params;
  const whole = (await wholeMember(office, slug)) ?? notFound();
  const { member, items, cover, minimum, moves, tasks, people, isChecker } = whole;
  const t = await getTranslations("listings.members");
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
      <section className="rule mt-10 pt-6" aria-labelledby="people">
        <h2 id="people">{t("people")}</h2>
        <MemberPeopleView people={people} />
        {decidesOnMembers(office) && member.state !== "closed" && member.state !== "merged" && (
          <>
            <h3 className="mb-3 mt-6">{t("invite")}</h3>
            <InviteForm
              language={language}
              formKey={crypto.randomUUID()}
              roles={facilityRoles}
              facilities={member.slug}
            />
          </>
        )}
      </section>
      <section className="rule mt-10 pt-6" aria-labelledby="history">
        <h2 id="history">{t("history")}</h2>
        <MemberMovesView moves={moves} />
      </section>
    </Personal>
  );
}
