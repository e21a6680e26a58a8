/**
 * The map of Lombardy: an equirectangular drawing, true to scale at 45.6 degrees north, 245 units a degree of
 * latitude. Outlines simplified from the administrative limits of ISTAT (2023, CC BY 4.0, via openpolis);
 * the lakes are drawn by hand.
 */
export const mapWidth = 512;
export const mapHeight = 492;

const scale = 245;
const shrink = Math.cos((45.6 * Math.PI) / 180);

/** A point on the map, rounded to a tenth. */
export const onMap = (lat: number, lon: number) => ({
  x: Math.round((lon - 8.45) * shrink * scale * 10) / 10,
  y: Math.round((46.68 - lat) * scale * 10) / 10,
});

export const provinceOutlines: readonly (readonly [string, string])[] = [
  [
    "VA",
    "M44 275l-1 -10l-7 -10l5 0l-3 -5l2 -4l-7 0l1 -11l-9 -2l-7 -14l7 -12l-4 -16l26 -29l-3 -18l6 -7l3 4l8 1l8 6l-11 21l7 1l11 7l1 8l8 14l-8 13l1 11l6 6l2 8l-10 8l6 6l8 -6l1 8l13 0l1 16l-6 -2l-4 4l-5 -3l0 -7l-6 -7l-1 5l-11 8l-1 3l-5 2l-5 -8l-3 0l-6 9Z",
  ],
  [
    "CO",
    "M104 253l-13 0l0 -8l-8 7l-6 -6l8 -8l1 -6l-8 -9l-1 -11l9 -7l14 5l4 -12l5 -7l-11 -7l-1 -8l-5 -3l7 -5l-2 -13l11 -4l2 -6l-3 -8l19 -12l6 -15l13 -1l6 0l8 6l11 -1l-5 19l0 -3l-9 -2l-10 8l-2 16l-5 8l4 15l-5 3l4 2l-2 5l3 7l5 -2l2 2l1 8l-14 20l1 7l-10 14l0 7l-16 -7l-6 3Z",
  ],
  [
    "SO",
    "M205 152l-10 9l-10 3l-5 -9l2 -4l-17 -8l5 -29l-11 1l-12 -7l-10 1l0 -7l9 -15l-4 -11l0 -10l-5 -9l5 -3l1 -9l14 -3l7 10l9 -10l0 32l7 4l8 15l12 3l10 -4l7 3l3 -14l8 4l22 -12l3 4l5 -3l7 7l-2 7l2 9l10 5l-1 9l4 2l13 -3l5 -7l-12 -18l3 -9l6 -4l1 -5l-6 -6l-9 2l-6 -5l0 -23l10 -11l0 -7l5 1l10 -5l4 2l5 -4l2 15l3 -1l4 7l7 1l3 -3l12 2l9 13l13 1l12 11l2 11l-4 6l-15 6l-2 5l-7 -5l-8 5l-9 10l-7 1l-8 18l-17 9l-4 5l4 19l-2 6l-12 1l-1 -10l-13 2l-1 3l-12 1l-6 5l-12 1l-12 -5Z",
  ],
  [
    "MI",
    "M67 315l-9 -23l-10 -3l-3 -5l-1 -9l8 -2l6 -9l10 8l13 -10l3 -8l6 7l0 7l5 3l4 -4l6 2l-2 -10l10 0l-2 9l14 -1l22 13l3 0l0 -6l9 1l18 -10l0 -5l2 -5l4 4l4 10l-2 10l3 8l-8 4l-3 11l-5 -5l-6 4l1 7l-3 8l-3 -2l-2 7l-4 1l6 13l-2 2l-4 -4l-4 2l-4 -4l-18 -1l-3 5l3 5l-13 -5l-8 2l0 -3l-9 5l-1 -7l-6 1l5 10l-6 4l-6 -7l0 -5l-14 -7Z",
  ],
  [
    "BG",
    "M196 295l-3 4l-5 0l0 -7l-5 -4l5 -1l-3 -8l0 -14l-7 -16l-6 -5l-1 -19l4 -2l-4 -4l8 -3l-5 -12l10 -6l-3 -7l6 -10l-6 -6l-2 -11l14 -2l12 -10l21 -1l12 5l12 -1l6 -5l12 -1l1 -3l13 -2l0 9l23 2l5 7l-10 3l-4 8l-8 3l-6 8l2 11l7 5l-15 20l1 24l-21 5l-10 15l-6 0l-2 13l9 20l0 10l-12 -7l-2 8l-7 -2l-1 -5l-8 -8l-9 11Z",
  ],
  [
    "BS",
    "M339 333l0 6l-6 6l1 5l-6 1l0 8l-5 2l-12 -11l-7 2l-1 5l-19 -6l-4 -5l-13 -4l-19 -14l-1 -31l-9 -20l2 -13l6 0l10 -15l21 -5l-1 -24l15 -20l-7 -5l-2 -11l6 -8l8 -3l4 -8l10 -3l-5 -7l-10 -2l2 -6l-4 -19l12 -10l11 -6l6 -16l7 -1l15 -15l19 7l2 6l-3 4l4 9l-8 14l5 6l-3 12l-12 16l1 7l-6 8l0 3l6 2l4 13l-3 7l2 13l7 4l-2 8l5 1l7 -5l7 0l2 -7l7 -2l25 2l-36 54l3 39l-4 2l4 1l1 7l-3 6l-15 0l-7 -6l-10 -2l3 3l-3 6l3 12Z",
  ],
  [
    "PV",
    "M11 335l4 -1l-2 -6l5 -5l4 4l6 -2l7 7l2 8l4 0l5 -3l1 -8l7 -3l-8 -7l5 1l3 -4l6 3l7 -4l4 13l14 7l0 5l6 7l6 -4l-4 -4l0 -6l5 -1l1 7l9 -5l0 3l8 -2l13 5l-3 -5l3 -5l18 1l9 9l-7 -1l4 6l-6 6l11 1l5 10l3 -1l10 11l9 -1l4 18l-4 3l-6 -6l-14 5l-7 9l1 7l-10 18l-6 3l-1 9l11 6l4 12l-14 12l0 4l8 5l-4 8l3 4l-12 2l-3 -9l0 8l-6 -1l2 -16l-7 -4l-3 -11l-8 2l-6 -3l-4 -8l3 -4l-2 -5l-10 -5l-6 -19l-6 1l-3 -3l-4 -16l-15 6l-4 7l-5 -1l1 -2l-8 -5l-3 4l-6 0l-3 -4l2 -9l-6 -12l-12 -12l6 -8l-9 2l4 -1l-3 -9l4 0l-6 -3l4 0l-1 -6l-4 0l-3 -4Z",
  ],
  [
    "CR",
    "M183 288l5 4l0 7l11 -4l9 9l4 -1l4 -10l9 7l1 6l7 2l3 -6l-3 -1l7 0l7 6l-1 17l2 5l4 0l19 15l9 2l4 5l19 6l1 -5l7 -2l8 8l0 8l12 12l7 2l6 -5l6 4l-6 3l2 6l-9 1l-1 12l14 -3l0 -7l7 2l1 5l-5 9l-8 1l-1 8l9 0l5 -5l10 0l-15 7l-2 6l-6 3l-4 -1l-5 -10l-9 4l-25 -17l-5 1l-4 -3l-11 5l-2 -6l-6 1l-5 -8l2 -5l-8 -9l-12 8l0 -9l-4 2l-4 -7l-6 2l-1 -3l-7 -1l-2 -6l-4 2l4 -8l-10 -4l0 -8l-7 2l-10 -10l-5 -15l-3 -2l-3 7l-16 -10l6 -26Z",
  ],
  [
    "MN",
    "M345 427l6 -3l2 -6l15 -7l-24 5l1 -8l8 -1l4 -7l0 -7l-7 -2l0 7l-13 3l0 -12l9 -1l-2 -6l6 -3l-6 -4l-6 5l-7 -2l-12 -13l9 -6l0 -8l6 -1l-1 -5l6 -6l0 -6l7 -3l-3 -12l3 -6l-3 -3l10 2l12 7l10 -1l5 -10l8 2l-3 9l3 4l-5 3l5 5l-1 4l4 0l1 7l8 -7l6 6l5 9l15 6l2 6l7 3l1 11l9 -1l-3 6l2 4l10 4l1 -4l4 2l3 -5l10 3l-4 4l-1 9l11 4l5 -3l1 9l24 13l2 4l-21 -3l-5 6l-5 -4l-16 5l-13 -7l-3 3l-11 -1l-9 8l-9 2l2 -2l-27 -7l-3 -10l-6 7l-1 -6l-10 15l-9 4l-9 -1Z",
  ],
  [
    "LC",
    "M137 230l0 -10l14 -22l-3 -8l-5 2l-1 -12l-4 -2l5 -3l-4 -12l7 -27l10 -8l9 2l0 13l17 8l-2 4l5 9l-7 2l9 15l-6 10l3 7l-10 6l5 13l-8 2l4 4l-4 2l1 19l4 4l-5 4l-6 -6l-7 5l-5 -4l-5 3l-4 -16Z",
  ],
  [
    "LO",
    "M177 302l-4 17l16 10l3 -7l8 17l10 10l7 -2l0 8l10 4l-4 8l4 -2l2 6l7 1l1 3l6 -2l4 7l-3 3l5 7l-3 3l-9 -4l-3 9l0 -5l-10 -9l-2 9l-6 4l-13 -6l-1 -12l-7 8l-12 -21l-8 -4l-7 4l-10 -14l-11 -1l6 -6l-4 -6l7 1l-4 -5l3 -2l4 4l2 -2l-6 -13l4 -1l2 -7l3 2l3 -8l-1 -7l6 -4Z",
  ],
  [
    "MB",
    "M179 255l-2 10l-18 10l-9 -1l0 6l-3 0l-22 -13l-14 1l2 -9l-10 0l0 -8l3 -7l6 -3l16 7l1 -10l8 -8l4 0l7 20l5 -3l5 4l7 -5l6 6l7 -3Z",
  ],
];

/** Each lake as a line of points (latitude, longitude) and a width, wide enough to be seen. */
export const lakes: readonly {
  id: string;
  width: number;
  line: readonly (readonly [number, number])[];
}[] = [
  {
    id: "lake-maggiore",
    width: 7,
    line: [
      [46.15, 8.78],
      [46.05, 8.7],
      [45.95, 8.63],
      [45.88, 8.56],
      [45.78, 8.58],
      [45.73, 8.6],
    ],
  },
  {
    id: "lake-lugano",
    width: 4,
    line: [
      [46.02, 9.1],
      [45.99, 9.0],
      [45.95, 8.95],
      [45.91, 8.96],
    ],
  },
  {
    id: "lake-como",
    width: 6,
    line: [
      [46.17, 9.38],
      [46.08, 9.3],
      [45.99, 9.25],
      [45.9, 9.17],
      [45.83, 9.08],
    ],
  },
  {
    id: "lake-como-lecco",
    width: 5,
    line: [
      [45.99, 9.26],
      [45.93, 9.31],
      [45.87, 9.38],
    ],
  },
  {
    id: "lake-iseo",
    width: 6,
    line: [
      [45.8, 10.07],
      [45.73, 10.07],
      [45.67, 9.98],
    ],
  },
  {
    id: "lake-garda",
    width: 9,
    line: [
      [45.87, 10.86],
      [45.75, 10.78],
      [45.65, 10.68],
      [45.55, 10.64],
      [45.48, 10.62],
    ],
  },
];

/** The province capitals that are named on the map. */
export const capitals: readonly { name: string; lat: number; lon: number }[] = [
  { name: "Milano", lat: 45.464, lon: 9.19 },
  { name: "Bergamo", lat: 45.695, lon: 9.67 },
  { name: "Brescia", lat: 45.54, lon: 10.22 },
  { name: "Como", lat: 45.81, lon: 9.085 },
  { name: "Cremona", lat: 45.134, lon: 10.024 },
  { name: "Lecco", lat: 45.856, lon: 9.393 },
  { name: "Lodi", lat: 45.314, lon: 9.503 },
  { name: "Mantova", lat: 45.157, lon: 10.792 },
  { name: "Monza", lat: 45.584, lon: 9.274 },
  { name: "Pavia", lat: 45.186, lon: 9.156 },
  { name: "Sondrio", lat: 46.171, lon: 9.872 },
  { name: "Varese", lat: 45.819, lon: 8.827 },
];

/** Kilometres between two points in a straight line. */
export function kilometres(
  a: { lat: number; lon: number },
  b: { lat: number; lon: number },
): number {
  const rad = Math.PI / 180;
  const h =
    Math.sin(((b.lat - a.lat) * rad) / 2) ** 2 +
    Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(((b.lon - a.lon) * rad) / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(h)));
}
