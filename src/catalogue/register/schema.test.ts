import { describe, expect, test } from "vitest";
import { readCode, readCount, readRegisterFile } from "./schema";

test.each([
  ["711-30004-", "", "030004"],
  ["713-30022-2", "", "030022.02"],
  ["03000400", "", "030004"],
  ["03028102", "", "030281.02"],
  ["30281", "01", "030281.01"],
  ["030913", "", "030913"],
])("the code %s %s is %s", (text, site, code) => {
  expect(readCode(text, site)).toBe(code);
});

test("a dot parts thousands, stars are a masked count, anything else is refused", () => {
  expect([readCount("1.350"), readCount("12.345.678"), readCount("17"), readCount("***")]).toEqual([
    1350,
    12345678,
    17,
    null,
  ]);
  for (const wrong of ["1.35", "-3", "", "12a", "1,350"]) expect(() => readCount(wrong)).toThrow();
});

const discharges =
  "Anno di dimissione,Codice Istituto,Denominazione Istituto,Num decessi,Num dimissioni a domicilio,Num dimissioni verso altra struttura\n";

describe("a file", () => {
  test("is known by its columns, and its bad rows are named with their line and reason", () => {
    const read = readRegisterFile(
      "d.csv",
      Buffer.from(
        `${discharges}2022,03000400,OSPEDALE UNO,584,11.583,1.103\n2022,0300,OSPEDALE DUE,1,2,3\n2022,03000600,OSPEDALE TRE,***,5,many\n`,
      ),
    );
    expect(read.kind).toBe("discharges");
    expect(read.rows).toMatchObject([
      { code: "030004", deaths: 584, home: 11583, transfer: 1103, line: 2 },
    ]);
    expect(read.bad.map((bad) => [bad.line, bad.reason])).toEqual([
      [3, '"0300" is not a structure code'],
      [4, '"many" is not a count'],
    ]);
  });

  test("with columns of no known kind is refused as a whole", () => {
    expect(() => readRegisterFile("x.csv", Buffer.from("a,b\n1,2\n"))).toThrow(/none of the five/);
  });

  test("of beds by discipline is read with semicolons, in ISO-8859-1, padded, and only for Lombardy", () => {
    const header =
      "Anno;Codice Regione;Descrizione Regione;Codice Azienda;Tipo Azienda;Codice struttura;Subcodice;Denominazione Struttura/Stabilimento;Indirizzo;Codice Comune;Comune;Sigla Provincia;Codice tipo struttura;Descrizione tipo struttura;Codice disciplina;Descrizione disciplina;Tipo di Disciplina;N° Reparti;Posti letto degenza ordinaria;Posti letto degenza a pagamento;Posti letto Day Hospital;Posti letto Day Surgery;Totale posti letto";
    const row = (region: string, beds: string) =>
      `2023;${region};LOMBARDIA ;701;1;30913;  ;OSPEDALE CA' GRANDA-NIGUARDA   ;PIAZZA;015146;MILANO  ;MI;1;OSPEDALE;08;CARDIOLOGIA  ;ACUTI;2;30;0;2;0;${beds}`;
    const read = readRegisterFile(
      "b.csv",
      Buffer.from([header, row("30", "32"), row("080", "9")].join("\r\n"), "latin1"),
    );
    expect([read.kind, read.elsewhere, read.bad]).toEqual(["disciplines", 1, []]);
    expect(read.rows).toMatchObject([
      {
        code: "030913",
        comune: "MILANO",
        discipline: "08",
        disciplineName: "CARDIOLOGIA",
        beds: 32,
        year: 2023,
      },
    ]);
  });
});
