import { useTranslations } from "next-intl";
import { Done, Form } from "@/ui/forms/form";
import { renewPaperAction } from "../../papers/actions";
import type { Check } from "../queries";
import { CheckLine } from "./checklist-view";
import { PaperFields, PaperLines } from "./paper-fields";

type Props = { checks: readonly Check[]; megabytes: number; wasSent: boolean };

/** The checklist of a partner as its own people see it, with a form for a newer paper. */
export function OwnPapers({ checks, megabytes, wasSent }: Props) {
  const t = useTranslations("partners");
  return (
    <>
      {wasSent && <Done>{t("papers.wasSent")}</Done>}
      <ul>
        {checks.map((check) => (
          <li
            key={check.item.key}
            id={`item-${check.item.key}`}
            className="border-b border-line py-4"
          >
            <h2 className="text-base">{t(`items.${check.item.key}` as "items.insurance")}</h2>
            <CheckLine check={check} />
            <PaperLines papers={check.papers} open={({ scan }) => scan !== "unsafe"} />
            {check.item.paper && (
              <Form
                action={renewPaperAction}
                id={`add-${check.item.key}`}
                words="partners"
                labels={{ file: t("papers.file"), endsOn: t("papers.endsOn") }}
                numbers={{ max: megabytes }}
              >
                <PaperFields check={check} isOpen={false} />
              </Form>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
