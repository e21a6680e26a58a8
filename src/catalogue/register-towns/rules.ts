import type { Province } from "../facilities/rules";
import { kilometres } from "../places/rules";
import { inUsualLetters } from "../register/rules";
import type { Gathered } from "../register-evidence/rules";

/** A facility as the catalogue has it now, with what of it may be changed. */
export type Known = {
  id: number;
  slug: string;
  code: string | null;
  name: string;
  comune: string;
  province: Province;
  lat: number | null;
  lon: number | null;
  closedOn: string | null;
  /** By field: whether someone confirmed it, and the date of its source. */
  facts: Record<string, { isConfirmed: boolean; sourceDate: string | null }>;
  values: {
    beds: number | null;
    bedsYear: number | null;
    discharges: number | null;
    dischargesYear: number | null;
    street: string | null;
    ministryName: string | null;
  };
  isFromRegister: boolean;
};
/** Where the comuni lie and how they are written, from the catalogue and from the files themselves. */
export class Towns {
  private readonly middles = new Map<
    string,
    { lat: number; lon: number; province: Province; name: string }
  >();
  private readonly companies = new Map<string, Province>();
  private readonly namesByIstat = new Map<string, string>();

  constructor(known: readonly Known[], byCode: Map<string, Gathered>) {
    for (const one of known)
      if (one.lat !== null && one.lon !== null && !this.middles.has(one.comune.toLowerCase()))
        this.middles.set(one.comune.toLowerCase(), {
          lat: one.lat,
          lon: one.lon,
          province: one.province,
          name: one.comune,
        });
    const companies = new Map<string, Province[]>();
    const provinces = new Map(
      known.flatMap((one) => (one.code ? [[one.code, one.province] as const] : [])),
    );
    for (const [code, gathered] of byCode) {
      const province = provinces.get(code);
      const company = gathered.sites?.[0]?.company;
      if (province && company)
        companies.set(company, [...(companies.get(company) ?? []), province]);
    }
    // A public company works in one province, give or take; the local agency of the private ones spans several.
    for (const [company, list] of companies) {
      const [most] = [...new Set(list)].sort(
        (a, b) => list.filter((one) => one === b).length - list.filter((one) => one === a).length,
      );
      if (most && list.filter((one) => one === most).length / list.length > 0.6)
        this.companies.set(company, most);
    }
    const names = new Map(
      known.flatMap((one) => (one.code ? [[one.code, one.comune] as const] : [])),
    );
    for (const [code, gathered] of byCode) {
      const istat = gathered.structures?.[0]?.comuneCode;
      const name =
        names.get(code) ?? gathered.sites?.[0]?.comune ?? gathered.disciplines?.[0]?.comune;
      if (istat && name) this.namesByIstat.set(istat, name);
    }
  }

  /** The comune as the catalogue writes it, where it has one there already ("LONATO" may be "Lonato del Garda"). */
  written(name: string): string {
    return this.middles.get(name.toLowerCase())?.name ?? inUsualLetters(name);
  }
  nameOf = (istat: string | undefined) => (istat ? this.namesByIstat.get(istat) : undefined);
  provinceOfCompany = (company: string | undefined) =>
    company ? this.companies.get(company) : undefined;
  middleOf = (comune: string) => this.middles.get(comune.toLowerCase());

  /** The province of the nearest known comune, and those of the eight nearest. */
  around(point: {
    lat: number;
    lon: number;
  }): { province: Province; provinces: Province[] } | null {
    const near = [...this.middles.values()]
      .map((one) => ({ ...one, km: kilometres(one, point) }))
      .sort((a, b) => a.km - b.km)
      .slice(0, 8);
    return near[0]
      ? { province: near[0].province, provinces: near.map((one) => one.province) }
      : null;
  }
}
