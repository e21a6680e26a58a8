import { lakes, mapHeight, mapWidth, onMap, provinceOutlines } from "@/catalogue/places/rules";
import { colours, type Picture } from "@/ui/pictures/draw";

type Point = { lat: number | null; lon: number | null };

const outlines = provinceOutlines.map(([, outline]) => `<path d="${outline}"/>`).join("");
const water = lakes
  .map(
    ({ width, line }) =>
      `<polyline stroke-width="${width}" points="${line.map(([lat, lon]) => Object.values(onMap(lat, lon)).join(",")).join(" ")}"/>`,
  )
  .join("");

/** Lombardy with a dot for each facility; a single one has a ring around it. */
export function mapOf(points: readonly Point[], caption: string): Picture["drawing"] {
  const known = points.flatMap(({ lat, lon }) =>
    lat === null || lon === null ? [] : [onMap(lat, lon)],
  );
  const isOne = known.length === 1;
  const dots = known.map(
    ({ x, y }) =>
      `<circle cx="${x}" cy="${y}" r="${isOne ? 9 : 5}" fill="${colours.paper}" stroke="${colours.deep}" stroke-width="1.2"/>${isOne ? `<circle cx="${x}" cy="${y}" r="20" fill="none" stroke="${colours.paper}" stroke-width="2.5"/>` : ""}`,
  );
  const shapes = `<g fill="${colours.deep}" stroke="${colours.greenLine}" stroke-width="1" stroke-linejoin="round">${outlines}</g><g fill="none" stroke="#8fb1bd" stroke-opacity="0.6" stroke-linecap="round" stroke-linejoin="round">${water}</g>${dots.join("")}`;
  return { width: mapWidth, height: mapHeight, shapes, caption, source: "ISTAT 2023, CC BY 4.0" };
}
