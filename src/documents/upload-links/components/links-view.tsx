import { useTranslations } from "next-intl";
import { Time } from "@/ui/data/time";
import { TextField } from "@/ui/forms/fields";
import { Fold, Form, Submit } from "@/ui/forms/form";
import { makeUploadLinkAction, withdrawUploadLinkAction } from "../actions";
import type { ShownLink } from "../queries";

type Props = {
  requestId: string;
  links: readonly ShownLink[] /** Whether the request still takes files. */;
  isOpen: boolean;
};

/** The links by which radiology offices send images to a case: those there are, and a form for another. */
export function LinksView({ requestId, links, isOpen }: Props) {
  const t = useTranslations("documents.links");
  return (
    <section className="rule mt-10 pt-6" aria-labelledby="links">
      <h2 id="links">{t("title")}</h2>
      <p className="mt-2">{t("lead")}</p>
      <ul className="mt-3">
        {links.map((link) => (
          <OneLink key={link.id} requestId={requestId} link={link} />
        ))}
      </ul>
      {links.length === 0 && <p className="source mt-2">{t("none")}</p>}
      {isOpen && (
        <Form
          action={makeUploadLinkAction}
          id="make-link"
          words="cases"
          labels={{ office: t("office"), email: t("email") }}
          numbers={{ max: 120 }}
        >
          <Fold summary={t("make")}>
            <input type="hidden" name="requestId" value={requestId} />
            <TextField name="office" label={t("office")} hint={t("officeHint")} maxLength={120} />
            <TextField
              name="email"
              type="email"
              label={t("email")}
              hint={t("emailHint")}
              maxLength={254}
              autoComplete="off"
            />
            <Submit tone="quiet">{t("make")}</Submit>
          </Fold>
        </Form>
      )}
    </section>
  );
}

function OneLink({ requestId, link }: { requestId: string; link: ShownLink }) {
  const t = useTranslations("documents.links");
  return (
    <li className="border-b border-line py-4">
      <p className="font-semibold">
        <bdi>{link.office}</bdi>
      </p>
      <p className="source">
        {link.withdrawnAt
          ? t("withdrawn")
          : link.isOpen
            ? t.rich("until", { date: () => <Time at={link.expiresAt} /> })
            : t("ended")}
        {" · "}
        {t("arrived", { count: link.files })}
      </p>
      {link.address && (
        <>
          <details className="mt-2">
            <summary className="cursor-pointer text-green underline">
              {t("show")}
              <span className="sr-only">: {link.office}</span>
            </summary>
            <p className="mt-2">{t("showHint")}</p>
            <p className="mt-1">
              <bdi dir="ltr" className="break-all">
                {link.address}
              </bdi>
            </p>
          </details>
          <Form action={withdrawUploadLinkAction} id={`withdraw-${link.id}`} words="cases">
            <input type="hidden" name="requestId" value={requestId} />
            <input type="hidden" name="linkId" value={link.id} />
            <button type="submit" className="min-h-11 cursor-pointer text-warm underline">
              {t("withdraw")}
              <span className="sr-only">: {link.office}</span>
            </button>
          </Form>
        </>
      )}
    </li>
  );
}
