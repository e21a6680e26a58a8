import { useTranslations } from "next-intl";
import { Table } from "@/ui/data/table";
import { Time } from "@/ui/data/time";
import type { Colleague } from "../queries";

type Props = {
  /** The page of people, with its language. */
  page: string;
  caption: string;
  /** Nobody ends a role of their own. */
  ownId: string;
  colleagues: readonly Colleague[];
};

export function ColleaguesTable({ page, caption, ownId, colleagues }: Props) {
  const t = useTranslations("accounts.association");
  const role = useTranslations("accounts.roles");
  const second = useTranslations("accounts.security")("secondTitle");
  if (colleagues.length === 0) return <p>{t("none")}</p>;
  const end = (
    <span key="end" className="sr-only">
      {t("endRole")}
    </span>
  );
  return (
    <Table
      caption={caption}
      heads={[
        t("name"),
        t("role"),
        `${t("facility")} / ${role("partner")}`,
        t("since"),
        t("lastSeen"),
        second,
        end,
      ]}
    >
      {colleagues.map((one) => (
        <tr key={one.grantId}>
          <td>
            <bdi>{one.name}</bdi>
          </td>
          <td>{role(one.role)}</td>
          <td>
            <bdi>{one.facility ?? one.partner}</bdi>
          </td>
          <td>
            <Time at={one.since} isDay />
          </td>
          <td>{one.seenAt ? <Time at={one.seenAt} isDay /> : t("never")}</td>
          <td>
            <span
              className={`whitespace-nowrap ${one.hasSecondFactor ? "mark mark-green" : "mark mark-warm"}`}
            >
              {one.hasSecondFactor ? t("secondOn") : t("secondOff")}
            </span>
          </td>
          <td>
            {one.personId !== ownId && (
              <a href={`${page}/end?id=${one.grantId}`} className="whitespace-nowrap">
                {t("endRole")}
                <span className="sr-only">
                  : <bdi>{one.name}</bdi>, {role(one.role)}
                  {one.facility && <bdi>, {one.facility}</bdi>}
                </span>
              </a>
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}
