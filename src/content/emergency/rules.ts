/**
 * The number that calls an ambulance, by country (ISO 3166-1). Where a country has one of its own, that; elsewhere
 * 112, which nearly every mobile telephone passes on to the emergency number of the network.
 */
const table = `
AD 112 AE 998 AF 112 AG 911 AI 911 AL 112 AM 103 AO 112 AR 107 AT 112 AU 000 AW 911 AZ 103 BA 124 BB 511 BD 999 BE 112 BF 112 BG 112 BH 999
BI 112 BJ 112 BM 911 BN 991 BO 118 BR 192 BS 911 BT 112 BW 997 BY 103 BZ 911 CA 911 CD 112 CF 112 CG 112 CH 144 CI 185 CK 998 CL 131 CM 119
CN 120 CO 123 CR 911 CU 104 CV 130 CW 912 CY 112 CZ 112 DE 112 DJ 112 DK 112 DM 999 DO 911 DZ 14 EC 911 EE 112 EG 123 EH 150 ER 112 ES 112
ET 907 FI 112 FJ 911 FK 999 FM 911 FO 112 FR 112 GA 112 GB 999 GD 911 GE 112 GF 112 GG 999 GH 112 GI 112 GL 112 GM 116 GN 112 GP 112 GQ 112
GR 112 GT 123 GU 911 GW 112 GY 913 HK 999 HN 911 HR 112 HT 116 HU 112 ID 119 IE 112 IL 101 IM 999 IN 112 IQ 122 IR 115 IS 112 IT 112 JE 999
JM 110 JO 911 JP 119 KE 999 KG 103 KH 119 KI 994 KM 112 KN 911 KP 112 KR 119 KW 112 KY 911 KZ 103 LA 1195 LB 140 LC 911 LI 112 LK 1990 LR 911
LS 112 LT 112 LU 112 LV 112 LY 112 MA 150 MC 112 MD 112 ME 124 MG 112 MH 911 MK 194 ML 15 MM 192 MN 103 MO 999 MP 911 MQ 112 MR 112 MS 911
MT 112 MU 114 MV 102 MW 998 MX 911 MY 999 MZ 112 NA 112 NC 15 NE 15 NG 112 NI 128 NL 112 NO 113 NP 102 NR 112 NU 999 NZ 111 OM 9999 PA 911
PE 106 PF 15 PG 111 PH 911 PK 1122 PL 112 PM 112 PR 911 PS 101 PT 112 PW 911 PY 141 QA 999 RE 112 RO 112 RS 194 RU 103 RW 912 SA 997 SB 999
SC 999 SD 112 SE 112 SG 995 SH 112 SI 112 SK 112 SL 117 SM 118 SN 1515 SO 999 SR 113 SS 112 ST 112 SV 132 SX 912 SY 110 SZ 977 TC 911 TD 112
TG 112 TH 1669 TJ 103 TL 112 TM 103 TN 190 TO 911 TR 112 TT 811 TV 911 TW 119 TZ 112 UA 103 UG 112 US 911 UY 911 UZ 103 VA 112 VC 911 VE 911
VG 911 VI 911 VN 115 VU 112 WF 15 WS 911 XK 112 YE 191 YT 112 ZA 10177 ZM 992 ZW 994`;

export const emergencyNumbers: Readonly<Record<string, string>> = Object.fromEntries(
  [...table.matchAll(/([A-Z]{2}) (\d+)/g)].map(([, country = "", number = ""]) => [
    country,
    number,
  ]),
);

/** The number of Europe, which most mobile telephones pass on everywhere. */
export const commonNumber = "112";

/** National lines for whoever thinks of ending their life; only those that are known to be the country's own. */
export const lifelines: Readonly<Record<string, string>> = {
  AT: "142",
  AU: "13 11 14",
  BE: "1813",
  BR: "188",
  CA: "988",
  CH: "143",
  CN: "12356",
  DE: "0800 111 0 111",
  ES: "024",
  FR: "3114",
  GB: "116 123",
  IE: "116 123",
  IT: "02 2327 2327",
  NL: "113",
  NZ: "1737",
  PT: "1411",
  US: "988",
};

/** National lines for people who are beaten or threatened at home. */
export const violenceLines: Readonly<Record<string, string>> = {
  DE: "116 016",
  ES: "016",
  FR: "3919",
  GB: "0808 2000 247",
  IT: "1522",
  US: "1-800-799-7233",
};

/** Advice on poisons, at any hour. */
export const poisonLines: Readonly<Record<string, string>> = {
  CH: "145",
  IT: "02 6610 1029",
  US: "1-800-222-1222",
};

/** Countries whose lines a reader of a language is likely to need first; Italy, where the patient may be, comes first for all. */
export const countriesOf: Readonly<Record<string, readonly string[]>> = {
  en: ["IT", "GB", "IE", "US", "CA", "AU", "NZ"],
  it: ["IT", "CH"],
  fr: ["IT", "FR", "BE", "CH", "CA"],
  de: ["IT", "DE", "AT", "CH"],
  es: ["IT", "ES", "US"],
  ru: ["IT"],
  ar: ["IT"],
  zh: ["IT", "CN"],
};
