import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Preview } from "@/journey/milestones/schema";
import { MovePage } from "@/journey/overviews/components/milestone-forms";
import { overviewOf } from "@/journey/overviews/queries";
import { movePreview } from "@/journey/previews/queries";
import type { Actor } from "@/platform/actor";
import { localeOf, Personal, type PersonalProps, queryOf } from "./personal";

/** The page on which a date of a journey is moved, for whoever owns it: what that would do is shown before it is done. */
export async function MoveDate({
  props,
  actor,
  owner,
}: {
  props: PersonalProps;
  actor: Actor;
  owner: "patient" | "facility";
}) {
  const language = await localeOf(props);
  const { code = "", kind = "" } = await props.params;
  const overview = await overviewOf(actor, code, language);
  const isTheirs = owner === "facility" ? actor.kind === "staff" : overview?.isArranger;
  const stone = overview?.milestones.find((one) => one.kind === kind && one.owner === owner);
  if (!overview || !isTheirs || !stone || overview.state !== "open") notFound();
  const typed = await queryOf(props, "at");
  const read = typed ? Preview.safeParse({ kind, at: typed }) : null;
  const t = await getTranslations("journey");
  return (
    <Personal
      language={language}
      path={`${owner === "facility" ? "/facility" : ""}/journey/${code}/dates/${kind}`}
      title={t(`milestones.${stone.kind}`)}
      lead={<bdi>{owner === "facility" ? overview.patient : overview.facility}</bdi>}
    >
      <MovePage
        overview={overview}
        stone={stone}
        typed={typed}
        problem={read && !read.success ? (read.error.issues[0]?.message ?? "date") : null}
        preview={
          read?.success ? await movePreview(actor, code, read.data.kind, read.data.at) : null
        }
      />
    </Personal>
  );
}
