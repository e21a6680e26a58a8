import { useTranslations } from "next-intl";
import { InviteForm } from "@/accounts/invitations/components/invite-form";
import type { Language } from "@/platform/i18n/rules";
import { facilityRoles } from "@/platform/roles";
import { Form, Submit } from "@/ui/forms/form";
import { settleTaskAction } from "../../members/actions";
import { StateMark } from "../../members/components/moves-view";
import type { Member, MemberPerson, MemberTask } from "../queries";

/** How a facility stands, with the ways to its pages. */
export function MemberHead({
  language,
  member,
  opensListing,
}: {
  language: Language;
  member: Member;
  opensListing: boolean;
}) {
  const t = useTranslations("listings.members");
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <StateMark state={member.state} />
        <a href={`/${language}/facilities/${member.slug}`}>{t("publicPage")}</a>
        {opensListing && <a href={`/${language}/desk?of=${member.slug}`}>{t("listing")}</a>}
      </p>
      {member.into && (
        <p className="mt-2">
          {t("into")}{" "}
          <a href={`/${language}/association/facilities/${member.into.slug}`}>
            <bdi>{member.into.name}</bdi>
          </a>
        </p>
      )}
    </>
  );
}

type TasksProps = {
  language: Language;
  slug: string;
  tasks: readonly MemberTask[];
  /** Whether the reader opens cases, which the association's others do not. */
  opensCases: boolean;
  maySettle: boolean;
};

/** What still runs with a facility that can't be asked any more, to be settled one by one. */
export function MemberTasksView({ language, slug, tasks, opensCases, maySettle }: TasksProps) {
  const t = useTranslations("listings.members");
  if (tasks.length === 0) return null;
  return (
    <section className="rule mt-10 pt-6" aria-labelledby="tasks">
      <h2 id="tasks">{t("openTasks")}</h2>
      <ul>
        {tasks.map((task) => {
          const said = t("task", { number: task.number });
          return (
            <li key={task.id} className="border-b border-line py-3">
              {opensCases ? (
                <a href={`/${language}/association/requests/${task.subject}`}>{said}</a>
              ) : (
                said
              )}
              {maySettle && (
                <Form action={settleTaskAction} id={`task-${task.id}`} words="listings">
                  <input type="hidden" name="slug" value={slug} />
                  <input type="hidden" name="taskId" value={task.id} />
                  <Submit tone="quiet">
                    {t("taskDone")}
                    <span className="sr-only">: {task.number}</span>
                  </Submit>
                </Form>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

type PeopleProps = {
  language: Language;
  member: Member;
  people: readonly MemberPerson[];
  mayInvite: boolean;
};

/** Who works for the facility here, and inviting somebody; nobody is invited to one that is gone. */
export function MemberPeopleView({ language, member, people, mayInvite }: PeopleProps) {
  const t = useTranslations("listings.members");
  const role = useTranslations("accounts.roles");
  const isGone = member.state === "closed" || member.state === "merged";
  return (
    <section className="rule mt-10 pt-6" aria-labelledby="people">
      <h2 id="people">{t("people")}</h2>
      {people.length === 0 && <p className="mt-2">{t("noPeople")}</p>}
      <ul className="mt-2">
        {people.map((one) => (
          <li key={`${one.id}-${one.role}`} className="border-b border-line py-2">
            <bdi>{one.name}</bdi> <span className="source">{role(one.role)}</span>
          </li>
        ))}
      </ul>
      {mayInvite && !isGone && (
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
  );
}
