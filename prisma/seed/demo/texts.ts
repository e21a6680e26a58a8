import type { Content } from "../../../src/opinions/opinions/rules";
import type { Plan } from "../../../src/opinions/plans/rules";
import type { Language } from "../../../src/platform/i18n/rules";

/** An opinion in which every word is invented. */
export const draftOpinion: Content = {
  questions:
    "1. Serve un'operazione adesso? No, non con urgenza.\n2. Quali alternative ci sono? Controlli e fisioterapia. (inventato)",
  seen: "Referto del medico curante del 3 novembre 2026; risonanza magnetica, 24 immagini. (inventato)",
  gaps: "Mancano gli esami del sangue recenti. (inventato)",
  summary: "Persona di 56 anni, in buone condizioni generali. Tutto in questo testo è inventato.",
  findings: "Le immagini confermano quanto descritto. (inventato)",
  difference: "minor",
  verdict: "refine",
  diagnosis: "Diagnosi confermata, con una precisazione sul grado. (inventato)",
  confidence: "middle",
  "step-1": "Operazione entro un mese (inventato)",
  "verdict-1": "change",
  "reason-1": "Si può attendere con controlli ogni tre mesi. (inventato)",
  "source-1": "Linea guida inventata, 2026",
  "step-2": "Terapia con compresse (inventato)",
  "verdict-2": "agree",
  "reason-2": "Indicata e ben tollerata. (inventato)",
  alternatives: "Fisioterapia due volte alla settimana, possibile a casa. (inventato)",
  urgency: "Nessuna urgenza. In caso di febbre rivolgersi a un medico. (inventato)",
  change: "Un peggioramento alla prossima risonanza. (inventato)",
  limits: "Basato sui documenti, senza visita. (inventato)",
  treats: "yes",
  interest: "Chi scrive non guadagna dal trattamento. (inventato)",
  plain:
    "Non serve operare subito. Faccia i controlli e la fisioterapia; se qualcosa peggiora, ci scriva. (inventato)",
  letter: "Gentile collega, proponiamo controlli ogni tre mesi e fisioterapia. (inventato)",
};

const english: Content = {
  judgement: "No urgent operation (invented).",
  questions:
    "1. Is an operation needed now? No, not urgently.\n2. Which alternatives are there? Check-ups and physiotherapy. (invented)",
  seen: "Report of the treating doctor of 3 November 2026; MRI, 24 images. (invented)",
  gaps: "Recent blood tests are missing. (invented)",
  summary: "A person of 56, in good general health. Everything in this text is invented.",
  findings: "The images confirm what was described. (invented)",
  diagnosis: "Diagnosis confirmed, with a more exact grade. (invented)",
  "step-1": "Operation within a month (invented)",
  "reason-1": "It is safe to wait, with a check-up every three months. (invented)",
  "source-1": "Invented guideline, 2026",
  "step-2": "Treatment with tablets (invented)",
  "reason-2": "Right and well tolerated. (invented)",
  alternatives: "Physiotherapy twice a week, possible at home. (invented)",
  urgency: "No urgency. With a fever see a doctor. (invented)",
  change: "A change for the worse in the next MRI. (invented)",
  limits: "Based on papers, without an examination. (invented)",
  interest: "The writer gains nothing from the treatment. (invented)",
  plain:
    "You need no operation now. Go to the check-ups and to physiotherapy; if something gets worse, write to us. (invented)",
  letter: "Dear colleague, we propose check-ups every three months and physiotherapy. (invented)",
};

const arabic: Content = {
  judgement: "لا حاجة إلى عملية عاجلة (مثال مخترع).",
  questions:
    "١. هل العملية ضرورية الآن؟ لا، ليست عاجلة.\n٢. ما البدائل؟ المتابعة والعلاج الطبيعي. (مثال مخترع)",
  seen: "تقرير الطبيب المعالج بتاريخ 3 نوفمبر 2026؛ رنين مغناطيسي، 24 صورة. (مثال مخترع)",
  gaps: "تنقص تحاليل الدم الحديثة. (مثال مخترع)",
  summary: "شخص عمره 56 عامًا بصحة عامة جيدة. كل ما في هذا النص مخترع.",
  findings: "تؤكد الصور ما وُصف. (مثال مخترع)",
  diagnosis: "التشخيص مؤكد مع تحديد أدق للدرجة. (مثال مخترع)",
  "step-1": "عملية خلال شهر (مثال مخترع)",
  "reason-1": "يمكن الانتظار مع متابعة كل ثلاثة أشهر. (مثال مخترع)",
  "source-1": "دليل إرشادي مخترع، 2026",
  "step-2": "علاج بالأقراص (مثال مخترع)",
  "reason-2": "مناسب ويُحتمل جيدًا. (مثال مخترع)",
  alternatives: "علاج طبيعي مرتين في الأسبوع، ممكن في المنزل. (مثال مخترع)",
  urgency: "لا استعجال. عند الحمى راجع طبيبًا. (مثال مخترع)",
  change: "تدهور في صورة الرنين القادمة. (مثال مخترع)",
  limits: "مبني على الأوراق من دون فحص. (مثال مخترع)",
  interest: "لا يربح الكاتب شيئًا من العلاج. (مثال مخترع)",
  plain:
    "لا تحتاج إلى عملية الآن. تابع الفحوص والعلاج الطبيعي، وإن ساء شيء فاكتب إلينا. (مثال مخترع)",
  letter: "الزميل العزيز، نقترح متابعة كل ثلاثة أشهر وعلاجًا طبيعيًا. (مثال مخترع)",
};

/** The translation of the invented opinion, for each of its texts. */
export const translated = (source: Content, language: Language): Content =>
  Object.fromEntries(
    Object.keys(source).map((name) => [
      name,
      (language === "ar" ? arabic : english)[name] ?? "(invented)",
    ]),
  );

export const plan: Plan = {
  texts: {
    steps: "Day 0: arrival and examination. Day 1: operation. Day 5: discharge. (invented)",
    setting: "In hospital, room for two. (invented)",
    team: "Orthopaedics (invented)",
    rehabilitation: "Ten days of physiotherapy. (invented)",
    followUp: "Days 14 and 90, by video. (invented)",
    companion: "One person for the first week. (invented)",
    alternatives: "Waiting, with a check-up every three months. (invented)",
    risks: "Infection, clots; named one by one before the operation. (invented)",
    included: "Room, operation, medicines in hospital. (invented)",
    notIncluded: "Travel, lodging, medicines afterwards. (invented)",
    cancellation:
      "Free until 7 days before; the deposit is paid back within 10 working days. (invented)",
    invoices: "The facility sends one invoice. (invented)",
  },
  nights: 5,
  daysBeforeFlying: 10,
  depositPercent: 30,
  vat: "exempt",
  amounts: {
    room: [180_000, 210_000, 260_000],
    surgeon: [420_000, 450_000, 520_000],
    anaesthesia: [60_000, 70_000, 90_000],
    reserve: [0, 50_000, 150_000],
  },
  currency: "EUR",
};
