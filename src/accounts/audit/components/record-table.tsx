import { useTranslations } from "next-intl";
import { Table } from "@/ui/data/table";
import { Time } from "@/ui/data/time";
import type { Entry } from "../queries";
import { pageSize } from "../rules";
import type { RecordSearch } from "../schema";

type Props = { language: string; search: RecordSearch; entries: readonly Entry[] };

function address(language: string, search: RecordSearch): string {
  const query = new URLSearchParams(
    Object.entries(search).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  );
  return `/${language}/association/audit?${query}`;
}

/** One page of what was found; `entries` holds one more where there are older ones. */
export function RecordTable({ language, search, entries }: Props) {
  const t = useTranslations("accounts.association");
  const head = useTranslations("accounts.access");
  const shown = entries.slice(0, pageSize);
  if (shown.length === 0) return <p>{t("auditNone")}</p>;
  const before = entries.length > pageSize ? shown.at(-1)?.id : undefined;
  const heads = [
    head("when"),
    head("who"),
    head("what"),
    t("auditSubject"),
    t("auditAbout"),
    t("auditWhere"),
  ];
  return (
    <>
      <Table caption={t("auditTitle")} heads={heads}>
        {shown.map((entry) => (
          <Row
            key={entry.id}
            entry={entry}
            addressOf={(person) => address(language, { ...search, person, before: undefined })}
          />
        ))}
      </Table>
      {before !== undefined && (
        <p className="mt-6">
          <a href={address(language, { ...search, before })}>{head("older")}</a>
        </p>
      )}
    </>
  );
}

function Row({ entry, addressOf }: { entry: Entry; addressOf: (person: string) => string }) {
  const role = useTranslations("accounts.roles");
  const said = useTranslations("accounts.actions");
  const number = (person: string) => (
    <a href={addressOf(person)}>
      <bdi dir="ltr" title={person}>
        {person.slice(0, 8)}
      </bdi>
    </a>
  );
  return (
    <tr>
      <td>
        <Time at={entry.at} />
      </td>
      <td>
        {role(entry.role as "patient")}
        {entry.facility && <bdi>, {entry.facility}</bdi>}
        {entry.personId && <div className="source">{number(entry.personId)}</div>}
      </td>
      <td>{said(entry.action)}</td>
      <td className="source">
        <bdi dir="ltr" title={entry.subject}>
          {entry.subject.replace(/(?<=[0-9a-f]{8})-[0-9a-f-]{27}$/, "")}
        </bdi>
      </td>
      <td className="source">{entry.about && number(entry.about)}</td>
      <td className="source">
        <bdi dir="ltr">{entry.network}</bdi>
      </td>
    </tr>
  );
}
