import type { Category, Feature, PriceModel } from "../../../src/partners/categories/rules";

/** Invented firms: their names say so, and their numbers are nobody's. */
export type DemoFirm = {
  name: string;
  about: { it: string; en: string };
  category: Category;
  service: { it: string; en: string };
  areas: string[];
  languages: string[];
  price: readonly [PriceModel, number | null, number | null];
  features: Feature[];
  isAllDay?: boolean;
  state?: "suspended" | "half-checked";
  /** Of whoever signs in as partner@demo.example, with a paper that ends soon. */
  isCast?: boolean;
};

const everywhere = ["province-milano", "province-bergamo", "province-brescia", "province-varese"];

export const firms: readonly DemoFirm[] = [
  {
    name: "Trasferimenti Inventati",
    about: {
      it: "Portiamo persone dagli aeroporti agli ospedali e all’alloggio. Impresa inventata per la dimostrazione.",
      en: "We drive people from the airports to hospitals and lodgings. A firm invented for the demonstration.",
    },
    category: "transfer",
    service: { it: "Auto con rampa", en: "Car with a ramp" },
    areas: ["malpensa-airport", "linate-airport", "bergamo-airport", "province-milano"],
    languages: ["it", "en", "ar"],
    price: ["fixed", 7000, 15_000],
    features: ["wheelchair", "child-seat"],
    isAllDay: true,
    isCast: true,
  },
  {
    name: "Autonoleggio Finto del Lago",
    about: {
      it: "Trasporti in auto fra Como, Lecco e Milano. Impresa inventata.",
      en: "Car transfers between Como, Lecco and Milan. An invented firm.",
    },
    category: "transfer",
    service: { it: "Auto con conducente", en: "Car with driver" },
    areas: ["province-como", "province-lecco", "malpensa-airport"],
    languages: ["it", "de"],
    price: ["km", 150, 220],
    features: [],
  },
  {
    name: "Ambulanze Immaginarie",
    about: {
      it: "Trasporto con barella, con equipaggio. Impresa inventata.",
      en: "Transport on a stretcher, with a crew. An invented firm.",
    },
    category: "ambulance",
    service: { it: "Ambulanza con equipaggio", en: "Ambulance with crew" },
    areas: everywhere,
    languages: ["it", "en"],
    price: ["km", 300, 450],
    features: ["stretcher", "oxygen", "bariatric"],
    isAllDay: true,
  },
  {
    name: "Casa Finta per Ospiti",
    about: {
      it: "Camere vicino agli ospedali di Milano, alcune senza gradini. Impresa inventata.",
      en: "Rooms near the hospitals of Milan, some of them step-free. An invented firm.",
    },
    category: "lodging",
    service: { it: "Camera doppia senza gradini", en: "Step-free double room" },
    areas: ["milano", "province-monza-e-brianza"],
    languages: ["it", "en", "fr"],
    price: ["night", 8000, 13_000],
    features: ["step-free", "companion-bed"],
    isAllDay: true,
  },
  {
    name: "Foresteria di Prova Bergamo",
    about: {
      it: "Appartamenti per soggiorni di cura a Bergamo. Impresa inventata.",
      en: "Flats for stays of care in Bergamo. An invented firm.",
    },
    category: "lodging",
    service: { it: "Appartamento per tre persone", en: "Flat for three people" },
    areas: ["province-bergamo"],
    languages: ["it", "ru"],
    price: ["night", 9000, 9000],
    features: [],
    state: "suspended",
  },
  {
    name: "Interpreti Inesistenti",
    about: {
      it: "Interpretariato in ospedale e al telefono. Impresa inventata.",
      en: "Interpreting in hospital and by telephone. An invented firm.",
    },
    category: "interpreter",
    service: { it: "Interprete in ospedale", en: "Interpreter in hospital" },
    areas: everywhere,
    languages: ["it", "en", "ar", "ru", "zh"],
    price: ["hour", 4500, 6000],
    features: ["sign-language"],
  },
  {
    name: "Traduzioni Inventate",
    about: {
      it: "Traduzioni di referti, anche giurate. Impresa inventata.",
      en: "Translations of reports, sworn where asked. An invented firm.",
    },
    category: "translator",
    service: { it: "Traduzione di un referto", en: "Translation of a report" },
    areas: everywhere,
    languages: ["it", "en", "ar", "ru"],
    price: ["quote", null, null],
    features: [],
  },
  {
    name: "Accompagnatori di Fantasia",
    about: {
      it: "Una persona accanto al paziente durante le visite. Impresa inventata.",
      en: "Somebody beside the patient during visits. An invented firm.",
    },
    category: "companion",
    service: { it: "Accompagnamento alle visite", en: "Company at visits" },
    areas: ["province-milano", "province-pavia"],
    languages: ["it", "en", "es"],
    price: ["hour", 2200, 2800],
    features: ["wheelchair"],
  },
  {
    name: "Cure a Casa Immaginarie",
    about: {
      it: "Infermieri a domicilio dopo le dimissioni. Impresa inventata.",
      en: "Nurses at the lodging after discharge. An invented firm.",
    },
    category: "home-care",
    service: { it: "Visita infermieristica", en: "Visit by a nurse" },
    areas: ["province-milano", "province-varese"],
    languages: ["it", "en"],
    price: ["hour", 4000, 5500],
    features: [],
  },
  {
    name: "Ausili di Prova",
    about: {
      it: "Noleggio di letti e sedie a rotelle. Impresa inventata.",
      en: "Hire of beds and wheelchairs. An invented firm.",
    },
    category: "pharmacy-equipment",
    service: { it: "Noleggio di una sedia a rotelle", en: "Hire of a wheelchair" },
    areas: everywhere,
    languages: ["it", "en"],
    price: ["fixed", 3000, 6000],
    features: ["wheelchair", "bariatric"],
  },
  {
    name: "Visti e Carte di Prova",
    about: {
      it: "Aiuto con le carte per il visto. Impresa inventata.",
      en: "Help with the papers for a visa. An invented firm.",
    },
    category: "visa-help",
    service: { it: "Pratica per il visto", en: "Papers for a visa" },
    areas: everywhere,
    languages: ["it", "en", "ar", "zh"],
    price: ["fixed", 15_000, 30_000],
    features: [],
  },
  {
    name: "Aeroambulanza Inventata",
    about: {
      it: "Voli sanitari da e per Milano. Impresa inventata.",
      en: "Medical flights from and to Milan. An invented firm.",
    },
    category: "air-ambulance",
    service: { it: "Volo sanitario", en: "Medical flight" },
    areas: ["malpensa-airport", "linate-airport", "bergamo-airport"],
    languages: ["it", "en"],
    price: ["quote", null, null],
    features: ["stretcher", "oxygen"],
    isAllDay: true,
  },
  {
    name: "Pulmini Ancora da Verificare",
    about: {
      it: "Pulmini con pedana. Impresa inventata.",
      en: "Minibuses with a lift. An invented firm.",
    },
    category: "transfer",
    service: { it: "Pulmino con pedana", en: "Minibus with a lift" },
    areas: ["province-mantova"],
    languages: ["it"],
    price: ["km", 180, 260],
    features: ["wheelchair"],
    state: "half-checked",
  },
];
