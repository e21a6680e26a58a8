import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireActor } from "@/accounts/sessions/guards";
import { DeskPage, openDesk } from "@/app/desk";
import { localeOf, type PersonalProps, queryOf } from "@/app/personal";
import { editorOf, picturesOf, topicChoices } from "@/listings/desks/queries";
import { EditorView } from "@/listings/editor/components/editor-view";
import { facilityDesk } from "@/listings/facilities/queries";
import { isSection } from "@/listings/facilities/rules";
import { isLanguage } from "@/platform/i18n/rules";

export default async function Page(props: PersonalProps) {
  const actor = await requireActor();
  const language = await localeOf(props);
  const desk = await openDesk(actor, props);
  const asked = (await queryOf(props, "section")) || "text";
  const section = isSection(asked) ? asked : notFound();
  const wanted = await queryOf(props, "in");
  const editor = desk && (await editorOf(actor, desk, section, isLanguage(wanted) ? wanted : ""));
  const t = await getTranslations("listings");
  const topics =
    desk && ["offers", "doctors"].includes(section) ? await topicChoices(language) : [];
  const found = editor ? facilityDesk.stops(editor.language, { [section]: editor.value }) : [];
  return (
    <DeskPage
      language={language}
      path="/desk/edit"
      desk={desk}
      title={t(`sections.${section}`)}
      done={await queryOf(props, "done")}
    >
      {desk && editor && (
        <EditorView
          language={language}
          desk={desk}
          editor={editor}
          topics={topics}
          pictures={await picturesOf(desk)}
          item={await queryOf(props, "item")}
          found={found.map(({ words }) => words)}
        />
      )}
    </DeskPage>
  );
}
