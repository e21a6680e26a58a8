import { useTranslations } from "next-intl";
import { languageNames, languages } from "@/platform/i18n/rules";
import { AreaField } from "@/ui/forms/area";
import { ChoiceField, SelectField, TextField } from "@/ui/forms/fields";
import { Form, Submit } from "@/ui/forms/form";
import type { Answers, Step } from "../../answers/rules";
import { saveStepAction } from "../actions";

type Props = {
  requestId: string;
  step: Step;
  answers: Answers;
  back: string;
  zones: readonly string[];
};

/** One page of the form. What was saved before stands in it. */
export function StepForm({ requestId, step, answers, back, zones }: Props) {
  const t = useTranslations("cases.ask");
  const labels = {
    birth: t("birth"),
    sex: t("sex"),
    height: t("height"),
    weight: t("weight"),
    condition: t("condition"),
    questions: t("questions"),
    story: t("story"),
    proposed: t("proposed"),
    speak: t("speak"),
    channel: t("channel"),
    phone: t("phone"),
    zone: t("zone"),
  };
  return (
    <Form action={saveStepAction} id={step} words="cases" labels={labels} numbers={{ max: 8000 }}>
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="step" value={step} />
      <input type="hidden" name="back" value={back} />
      <Fields step={step} answers={answers} zones={zones} />
      <Submit>{t("save")}</Submit>
    </Form>
  );
}

function Fields({ step, answers, zones }: Pick<Props, "step" | "answers" | "zones">) {
  const t = useTranslations("cases.ask");
  const old = (name: keyof Answers) => answers[name] ?? "";
  switch (step) {
    case "who":
      return (
        <>
          <TextField
            name="birth"
            label={t("birth")}
            type="date"
            autoComplete="bday"
            value={old("birth")}
            isShort
          />
          <ChoiceField
            name="sex"
            label={t("sex")}
            options={(["female", "male", "other"] as const).map((one) => ({
              value: one,
              label: t(`sexes.${one}`),
            }))}
            value={old("sex")}
          />
          <TextField
            name="height"
            label={t("height")}
            inputMode="numeric"
            maxLength={3}
            value={old("height")}
            isLatin
            isShort
          />
          <TextField
            name="weight"
            label={t("weight")}
            inputMode="numeric"
            maxLength={3}
            value={old("weight")}
            isLatin
            isShort
          />
        </>
      );
    case "question":
      return (
        <>
          <TextField
            name="condition"
            label={t("condition")}
            hint={t("conditionHint")}
            maxLength={200}
            value={old("condition")}
          />
          <AreaField
            name="questions"
            label={t("questions")}
            hint={t("questionsHint")}
            maxLength={2000}
            value={old("questions")}
          />
        </>
      );
    case "story":
      return (
        <>
          <AreaField
            name="story"
            label={t("story")}
            hint={t("storyHint")}
            rows={10}
            maxLength={8000}
            value={old("story")}
          />
          <AreaField
            name="operations"
            label={t("operations")}
            maxLength={4000}
            rows={3}
            value={old("operations")}
          />
          <AreaField
            name="medicines"
            label={t("medicines")}
            maxLength={4000}
            rows={3}
            value={old("medicines")}
          />
          <AreaField
            name="allergies"
            label={t("allergies")}
            maxLength={2000}
            rows={2}
            value={old("allergies")}
          />
        </>
      );
    case "treatment":
      return (
        <AreaField
          name="proposed"
          label={t("proposed")}
          maxLength={4000}
          rows={8}
          value={old("proposed")}
        />
      );
    case "reach":
      return (
        <>
          <SelectField
            name="speak"
            label={t("speak")}
            options={languages.map((one) => ({ value: one, label: languageNames[one] }))}
            value={old("speak")}
          />
          <SelectField
            name="zone"
            label={t("zone")}
            options={zones.map((one) => ({ value: one, label: one.replaceAll("_", " ") }))}
            value={old("zone") || zones[0]}
          />
          <ChoiceField
            name="channel"
            label={t("channel")}
            options={(["portal", "phone"] as const).map((one) => ({
              value: one,
              label: t(`channels.${one}`),
            }))}
            value={old("channel")}
          />
          <TextField
            name="phone"
            label={t("phone")}
            hint={t("phoneHint")}
            autoComplete="tel"
            maxLength={30}
            value={old("phone")}
            isLatin
            isShort
          />
        </>
      );
  }
}
