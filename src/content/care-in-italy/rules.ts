/** A fact about care in Italy: its words stand under its key in the messages, its source and date here. */
type Fact = {
  key: string;
  sources: readonly { url: string; date: string | null }[];
  isUnsure?: boolean;
};
export type Section = { key: string; facts: readonly Fact[] };

/** The day on which these sources were read. */
export const factsReadOn = "2026-11-21";

const embassy = {
  url: "https://ambabidjan.esteri.it/it/servizi-consolari-e-visti/servizi-per-il-cittadino-straniero/il-visto-per-litalia/visti-nazionali-tipo-d/visto-per-cure-mediche",
  date: null,
};
const london = {
  url: "https://conslondra.esteri.it/en/servizi-consolari-e-visti/servizi-per-il-cittadino-straniero/visti/medical-care/",
  date: null,
};
const ministryQuoted = {
  url: "https://migrantimarche.factoryzero.it/servizi/ingresso-per-cure-mediche",
  date: null,
};
const visaGuide = { url: "https://www.italianvisa.it/visa-for-medical-treatment/", date: null };
const ministryEu = {
  url: "https://www.salute.gov.it/portale/cureUE/dettaglioContenutiCureUE.jsp?lingua=english&id=3812&area=healcareUE&menu=vuoto",
  date: null,
};
const ministryFaq = {
  url: "http://www.salute.gov.it/portale/cureUE/dettaglioFaqCureUE.jsp?lingua=english&id=225",
  date: null,
};
const police = {
  url: "https://questure.poliziadistato.it/it/Arezzo/articolo/110459561789a3e20541359692",
  date: null,
};

export const sections: readonly Section[] = [
  {
    key: "before",
    facts: [
      {
        key: "records",
        sources: [
          { url: "http://www.progettoicare.com/232/elenco-documenti-cure-mediche", date: null },
        ],
      },
      {
        key: "remote",
        sources: [
          {
            url: "https://www.firstonline.info/assolombarda-presenta-health-lombardy-piattaforma-che-promuove-e-valorizza-leccellenza-sanitaria-in-lombardia/",
            date: "2024-05",
          },
        ],
      },
      { key: "papers", sources: [], isUnsure: true },
      {
        key: "copies",
        sources: [
          {
            url: "https://intranet.asst-nordmilano.it/web/asst-nord-milano/richiedere-documentazione-clinica",
            date: null,
          },
        ],
      },
    ],
  },
  {
    key: "visa",
    facts: [
      { key: "who", sources: [embassy] },
      { key: "length", sources: [london] },
      { key: "where", sources: [{ url: "http://migrare.it/visto-per-cure-mediche/", date: null }] },
      { key: "letter", sources: [ministryQuoted] },
      {
        key: "deposit",
        sources: [
          ministryQuoted,
          {
            url: "https://salvassistance.it/tipologie-di-visto/visto-per-cure-mediche",
            date: null,
          },
        ],
      },
      { key: "rest", sources: [ministryQuoted] },
      { key: "certificate", sources: [ministryQuoted] },
      { key: "companion", sources: [visaGuide] },
      {
        key: "minors",
        sources: [
          {
            url: "https://antonellapedone.com/articoli/il-visto-di-ingresso-per-cure-mediche",
            date: null,
          },
        ],
      },
      {
        key: "passport",
        sources: [{ url: "http://migrare.it/visto-per-cure-mediche/", date: null }, london],
      },
      { key: "visit", sources: [embassy] },
      { key: "fee", sources: [london], isUnsure: true },
    ],
  },
  {
    key: "arrival",
    facts: [
      {
        key: "permit",
        sources: [
          police,
          { url: "https://sospermesso.it/src/pages/permesso-cure-mediche", date: null },
        ],
      },
      {
        key: "lasts",
        sources: [
          {
            url: "http://www.lineaamica.gov.it/risposte/permesso-soggiorno-cure-mediche",
            date: "2017-10-30",
          },
        ],
      },
    ],
  },
  {
    key: "europe",
    facts: [
      { key: "routes", sources: [ministryEu] },
      { key: "s2", sources: [ministryEu, ministryFaq] },
      { key: "s2where", sources: [ministryEu] },
      { key: "directive", sources: [ministryFaq] },
      { key: "ehic", sources: [ministryEu] },
    ],
  },
  {
    key: "emergency",
    facts: [
      {
        key: "112",
        sources: [
          {
            url: "https://comune.lissone.mb.it/flex/cm/pages/ServeBLOB.php/L/IT/IDPagina/3607",
            date: null,
          },
        ],
      },
      {
        key: "interpreter",
        sources: [
          {
            url: "https://abiliaproteggere.net/2015/06/23/mantova-via-al-numero-telefonico-unico-per-chiedere-aiuto-accessibile-a-stranieri-e-disabili",
            date: "2015-06-23",
          },
        ],
      },
      {
        key: "app",
        sources: [
          {
            url: "https://wptravelblog.it/2023/09/where-are-u-112-ti-salva-la-vita/",
            date: "2023-09",
          },
        ],
      },
    ],
  },
  {
    key: "airports",
    facts: [
      {
        key: "malpensa",
        sources: [
          {
            url: "https://www.canicattiweb.com/2025/07/18/cosa-devi-sapere-sugli-aeroporti-di-milano-quale-scegliere-e-come-arrivarci",
            date: "2025-07",
          },
          {
            url: "https://www.dazebao.org/come-raggiungere-milano-centro-dallaeroporto-di-malpensa",
            date: "2025-10",
          },
        ],
      },
      { key: "linate", sources: [{ url: "https://aeroporto.net/aeroporti-milano", date: null }] },
      {
        key: "bergamo",
        sources: [
          {
            url: "https://www.smartrippin.com/aeroporto-di-orio-al-serio-come-muoversi/",
            date: null,
          },
          { url: "https://aeroporto.net/aeroporti-milano", date: null },
        ],
      },
    ],
  },
  {
    key: "staying",
    facts: [
      {
        key: "interpreters",
        sources: [{ url: "https://www.humanitas.it/news/un-interprete-per-amico/", date: null }],
      },
      { key: "payment", sources: [ministryQuoted] },
      {
        key: "lodging",
        sources: [
          {
            url: "https://www.lasestina.unimi.it/main/milano/esodo-sanitario-in-lombardia-ogni-anno-casa-amica-accoglie-circa-5mila-persone",
            date: null,
          },
          { url: "http://www.legatumori.mi.it/cosa-facciamo/assistenza/alloggi", date: null },
        ],
      },
    ],
  },
];
