import { useFormatter, useTranslations } from "next-intl";
import { Time } from "@/ui/data/time";
import { ChoiceField, TextField } from "@/ui/forms/fields";
import { Fold, Form, Submit } from "@/ui/forms/form";
import { type Cover, coverFault } from "../../member-lists/rules";
import { noteCoverAction, setItemAction } from "../actions";
import { checkVerdicts, type ItemState } from "../rules";

type Facility = { id: number; slug: string };
type Item = { item: string; state: ItemState; note: string; checkedAt: Date | null };

const tones: Record<ItemState, string> = {
  open: "mark",
  checked: "mark mark-green",
  waived: "mark mark-green",
  failed: "mark mark-warm",
};

/** What is asked of a facility and what was found; only who checks gets the forms. */
export function MemberChecksView({
  facility,
  items,
  mayCheck,
}: {
  facility: Facility;
  items: readonly Item[];
  mayCheck: boolean;
}) {
  const t = useTranslations("listings.members");
  return (
    <section className="rule mt-10 pt-6" aria-labelledby="checklist">
      <h2 id="checklist">{t("checklist")}</h2>
      {items.length === 0 && <p className="mt-2">{t("notBegun")}</p>}
      <ul>
        {items.map((one) => (
          <li key={one.item} id={`item-${one.item}`} className="border-b border-line py-4">
            <h3>{t(`items.${one.item as "authorisation"}`)}</h3>
            <p className="source flex flex-wrap items-center gap-x-3">
              <span className={tones[one.state]}>{t(`checkStates.${one.state}`)}</span>
              {one.checkedAt && <Time at={one.checkedAt} isDay />}
            </p>
            {one.note && (
              <p className="mt-1" dir="auto">
                {one.note}
              </p>
            )}
            {mayCheck && <ItemForm facility={facility} one={one} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function ItemForm({ facility, one }: { facility: Facility; one: Item }) {
  const t = useTranslations("listings.members");
  const name = <span className="sr-only">: {t(`items.${one.item as "authorisation"}`)}</span>;
  const labels = { verdict: t("verdict"), note: t("note") };
  return (
    <Form action={setItemAction} id={`check-${one.item}`} words="listings" labels={labels}>
      <Fold
        summary={
          <>
            {t("check")}
            {name}
          </>
        }
      >
        <input type="hidden" name="facilityId" value={facility.id} />
        <input type="hidden" name="slug" value={facility.slug} />
        <input type="hidden" name="item" value={one.item} />
        <input type="hidden" name="seen" value={one.checkedAt?.toISOString() ?? ""} />
        <ChoiceField
          name="verdict"
          label={labels.verdict}
          options={checkVerdicts.map((each) => ({ value: each, label: t(`checkStates.${each}`) }))}
        />
        <TextField name="note" label={labels.note} hint={t("noteHint")} maxLength={500} />
        <Submit tone="quiet">
          {t("save")}
          {name}
        </Submit>
      </Fold>
    </Form>
  );
}

type CoverProps = {
  facility: Facility;
  cover: Cover | null;
  /** The least that is asked of its kind, in whole euro. */
  minimum: number;
  /** An ISO day. */
  today: string;
  mayNote: boolean;
};

/** A facility's cover beside the least that is asked of its kind. */
export function CoverView({ facility, cover, minimum, today, mayNote }: CoverProps) {
  const t = useTranslations("listings.members");
  const reasons = useTranslations("listings.reasons");
  const format = useFormatter();
  const euro = (amount: number) =>
    format.number(amount, { style: "currency", currency: "EUR", maximumFractionDigits: 0 });
  const fault = coverFault(cover, minimum, today);
  const labels = { insurer: t("insurer"), euro: t("euro"), until: t("until") };
  return (
    <section className="rule mt-10 pt-6" aria-labelledby="cover">
      <h2 id="cover">{t("cover")}</h2>
      <p className="mt-2">{t("coverMinimum", { amount: euro(minimum) })}</p>
      {cover && (
        <p className="mt-2">
          {t("coverIs", {
            amount: euro(cover.euro),
            insurer: cover.insurer,
            date: format.dateTime(new Date(`${cover.until}T12:00:00Z`), {
              dateStyle: "medium",
              timeZone: "UTC",
            }),
          })}
        </p>
      )}
      {fault && <p className="mt-2 text-warm">{reasons(fault)}</p>}
      {mayNote && (
        <Form action={noteCoverAction} id="note-cover" words="listings" labels={labels}>
          <Fold summary={t("coverNote")}>
            <input type="hidden" name="facilityId" value={facility.id} />
            <input type="hidden" name="slug" value={facility.slug} />
            <TextField
              name="insurer"
              label={labels.insurer}
              hint={t("insurerHint")}
              maxLength={160}
            />
            <TextField name="euro" label={labels.euro} inputMode="numeric" maxLength={20} isShort />
            <TextField name="until" label={labels.until} type="date" isShort />
            <Submit tone="quiet">{t("save")}</Submit>
          </Fold>
        </Form>
      )}
    </section>
  );
}
