import { useTranslations } from "next-intl";
import { recordedActions } from "../rules";
import type { RecordSearch } from "../schema";

/** Asks by address, so that a search can be kept and sent; what was not understood is left out of it. */
export function RecordSearchForm({ language, search }: { language: string; search: RecordSearch }) {
  const t = useTranslations("accounts.association");
  const said = useTranslations("accounts.actions");
  const label = "block font-semibold";
  return (
    <form
      method="get"
      action={`/${language}/association/audit`}
      role="search"
      className="my-6 grid gap-x-6 gap-y-4 sm:grid-cols-2"
    >
      <div>
        <label htmlFor="audit-person" className={label}>
          {t("auditPerson")}
        </label>
        <input
          id="audit-person"
          name="person"
          className="field"
          dir="ltr"
          autoComplete="off"
          spellCheck={false}
          maxLength={36}
          defaultValue={search.person}
        />
      </div>
      <div>
        <label htmlFor="audit-action" className={label}>
          {t("auditAction")}
        </label>
        <select
          id="audit-action"
          name="action"
          className="field"
          defaultValue={search.action ?? ""}
        >
          <option value="">{t("auditAny")}</option>
          {recordedActions.map((action) => (
            <option key={action} value={action}>
              {said(action)}
            </option>
          ))}
        </select>
      </div>
      {(["from", "to"] as const).map((name) => (
        <div key={name}>
          <label htmlFor={`audit-${name}`} className={label}>
            {name === "from" ? t("auditFrom") : t("auditTo")}
          </label>
          <input
            id={`audit-${name}`}
            name={name}
            type="date"
            className="field"
            defaultValue={search[name]}
          />
        </div>
      ))}
      <div>
        <button type="submit" className="button">
          {t("auditSubmit")}
        </button>
      </div>
    </form>
  );
}
