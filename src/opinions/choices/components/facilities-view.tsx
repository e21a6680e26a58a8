import { useTranslations } from "next-intl";
import { Fold, Form, Submit } from "@/ui/forms/form";
import type { Referral } from "../../referrals/queries";
import { closeToFacilityAction } from "../actions";

type Props = {
  requestId: string;
  version: number;
  referrals: readonly Referral[];
  canClose: boolean;
};

/** The facilities of a case: how far each came, what each sees, and a way to close the case to it. */
export function FacilitiesView({ requestId, version, referrals, canClose }: Props) {
  const t = useTranslations("opinions.facilities");
  const say = useTranslations("cases.groups");
  if (referrals.length === 0) return null;
  return (
    <section className="rule mt-10 pt-6" aria-labelledby="facilities">
      <h2 id="facilities">{t("title")}</h2>
      <ul className="mt-3">
        {referrals.map((one) => (
          <li key={one.id} className="border-b border-line py-3">
            <p className="flex flex-wrap items-baseline justify-between gap-x-6">
              <bdi className="font-semibold">{one.facility}</bdi>
              <span
                className={
                  ["offered", "accepted", "done"].includes(one.state) ? "mark mark-green" : "mark"
                }
              >
                {t(`states.${one.state}`)}
              </span>
            </p>
            <p className="source">
              {t("sees", { groups: one.groups.map((group) => say(group)).join(", ") })}
            </p>
            {one.why && (
              <p className="mt-1 whitespace-pre-wrap" dir="auto">
                {one.why}
              </p>
            )}
            {canClose && ["chosen", "offered", "accepted", "done"].includes(one.state) && (
              <Form action={closeToFacilityAction} id={`close-${one.facilityId}`} words="cases">
                <Fold
                  summary={
                    <>
                      {t("close")}
                      <span className="sr-only">: {one.facility}</span>
                    </>
                  }
                >
                  <input type="hidden" name="requestId" value={requestId} />
                  <input type="hidden" name="version" value={version} />
                  <input type="hidden" name="facilityId" value={one.facilityId} />
                  <p className="mb-3">{t("closeText")}</p>
                  <Submit tone="warm">{t("closeSubmit")}</Submit>
                </Fold>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
