/** A published count beside those of all facilities: where on a line of 0 to 1 it stands, the line being the square root of the count. */
export function onLine(value: number, largest: number): number {
  return largest <= 0 ? 0 : Math.sqrt(Math.max(0, value) / largest);
}

const indicators = [
  "beds",
  "discharges",
  "discharges-home",
  "discharges-transfer",
  "beds-by-discipline",
] as const;
export type Indicator = (typeof indicators)[number];
export const isIndicator = (name: string): name is Indicator =>
  (indicators as readonly string[]).includes(name);

/** The age bands of the ministry's discharge file, youngest first. */
export const ageBands = [
  "0-5",
  "6-12",
  "13-18",
  "19-24",
  "25-34",
  "35-44",
  "45-54",
  "55-64",
  "65-74",
  "75+",
] as const;
