import { describe, expect, test } from "vitest";
import { languages } from "@/platform/i18n/rules";
import { wordFaults } from "./rules";

const praise = {
  en: [
    "One of the best hospitals in Europe.",
    "Ranked 43rd in the World's Best Hospitals.",
    "The first hospital to do it, with a record number of operations.",
    "A painless treatment with guaranteed results.",
  ],
  it: [
    "Un centro di eccellenza all’avanguardia.",
    "Primo in Italia per numero di interventi.",
    "Numeri da primato e risultati garantiti.",
    "Un intervento indolore, a prezzi bassi.",
  ],
  fr: ["Le meilleur hôpital de la région.", "Un traitement sans douleur, garanti."],
  de: ["Die führende Klinik des Landes.", "Schmerzfrei und mit Garantie auf Erfolg."],
  es: ["El mejor hospital de la región.", "Tratamiento sin dolor y garantizado."],
  ru: ["Лучшая клиника региона.", "Безболезненно, с гарантией: рекордное число операций."],
  ar: ["المستشفى الأفضل في المنطقة", "علاج بلا ألم ونتيجة مضمونة"],
  zh: ["全国最好的医院", "无痛治疗，保证疗效"],
} as const;

const plain = {
  en: [
    "2,662 operations for breast cancer in 2024, in the national outcome programme.",
    "Hub of the regional network since 2024.",
    "The first visit takes an hour; first aid is open day and night.",
  ],
  it: ["La prima visita dura un’ora.", "Hub della rete regionale; centro di primo livello."],
  fr: ["La première visite dure une heure.", "Centre de référence du réseau régional."],
  de: ["Zentrum der ersten Stufe für Wundheilung.", "Im Jahr 2024 wurden 400 Eingriffe gezählt."],
  es: ["La primera visita dura una hora.", "Centro de referencia de la red regional."],
  ru: ["Центр первого уровня, 400 операций в 2024 году."],
  ar: ["مركز مرجعي في الشبكة الإقليمية منذ 2024"],
  zh: ["2024 年完成 400 例手术。"],
} as const;

describe("words that no public text about care may say", () => {
  test.each(languages)("are found in %s", (language) => {
    for (const sentence of praise[language])
      expect([sentence, wordFaults(sentence, language).length > 0]).toEqual([sentence, true]);
  });

  test.each(languages)("are not seen in plain counts, dates and designations in %s", (language) => {
    for (const sentence of plain[language])
      expect([sentence, wordFaults(sentence, language)]).toEqual([sentence, []]);
  });

  test("are named with their kind and as they stand", () => {
    expect(wordFaults("A renowned centre, ranked second in Italy.", "en")).toEqual([
      { category: "superlative", severity: "stop", phrase: "renowned", words: "renowned" },
      { category: "ranking", severity: "stop", phrase: "ranked", words: "ranked" },
      {
        category: "ranking",
        severity: "stop",
        phrase: "second in italy",
        words: "second in italy",
      },
    ]);
  });
});
