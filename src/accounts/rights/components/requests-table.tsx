import { useTranslations } from "next-intl";
import { Table } from "@/ui/data/table";
import { Time } from "@/ui/data/time";
import type { RequestRow, RequestState } from "../queries";

const marks: Record<RequestState, string> = {
  asked: "mark",
  working: "mark",
  done: "mark mark-green",
  failed: "mark mark-warm",
  removed: "mark",
};

export function RequestsTable({ requests }: { requests: readonly RequestRow[] }) {
  const t = useTranslations("accounts.association");
  const data = useTranslations("accounts.data");
  if (requests.length === 0) return <p>{t("rightsNone")}</p>;
  const heads = [
    t("rightsNumber"),
    t("rightsKind"),
    t("rightsState"),
    data("asked"),
    t("rightsDue"),
    data("done"),
  ];
  return (
    <Table caption={t("rightsTitle")} heads={heads}>
      {requests.map((one) => (
        <tr key={one.number}>
          <td>
            <bdi dir="ltr">{one.number}</bdi>
          </td>
          <td>{one.kind === "export" ? data("requestExport") : data("requestErasure")}</td>
          <td>
            <span className={marks[one.state]}>{data(`states.${one.state}`)}</span>
          </td>
          <td>
            <Time at={one.askedAt} />
          </td>
          <td>
            <Time at={one.dueAt} />
          </td>
          <td>{one.doneAt && <Time at={one.doneAt} />}</td>
        </tr>
      ))}
    </Table>
  );
}
