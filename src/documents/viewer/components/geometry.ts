import type { Picture } from "./rules";

export type Point = { x: number; y: number };
export type Box = { width: number; height: number };
/** How an image lies in its box: how much larger than it fits, and how far it was moved, in pixels of the page. */
export type View = { zoom: number; x: number; y: number };
export type Line = { from: Point; to: Point };

export const whole: View = { zoom: 1, x: 0, y: 0 };
const closest = 30;
const farthest = 0.5;

type Lie = { left: number; top: number; wide: number; high: number };

/** Where an image's corner lies in the box, and how large one of its pixels is there. */
export function lieOf({ columns, rows, tall }: Picture, box: Box, { zoom, x, y }: View): Lie {
  const wide = Math.min(box.width / columns, box.height / (rows * tall)) * zoom;
  const high = wide * tall;
  return {
    left: (box.width - columns * wide) / 2 + x,
    top: (box.height - rows * high) / 2 + y,
    wide,
    high,
  };
}

export const onImage = ({ x, y }: Point, { left, top, wide, high }: Lie): Point => ({
  x: (x - left) / wide,
  y: (y - top) / high,
});
export const onBox = ({ x, y }: Point, { left, top, wide, high }: Lie): Point => ({
  x: left + x * wide,
  y: top + y * high,
});

/** Nearer or farther by a factor; what lies under the point stays there. */
export function zoomed(view: View, factor: number, point: Point, box: Box): View {
  const zoom = Math.min(closest, Math.max(farthest, view.zoom * factor));
  const by = zoom / view.zoom;
  const [fromX, fromY] = [point.x - box.width / 2, point.y - box.height / 2];
  return { zoom, x: fromX - (fromX - view.x) * by, y: fromY - (fromY - view.y) * by };
}

export const moved = (view: View, right: number, down: number): View => ({
  ...view,
  x: view.x + right,
  y: view.y + down,
});

/** In the body's millimetres; null where the image does not say how far its pixels lie apart. */
export function lengthOf({ from, to }: Line, { millimetres }: Picture): number | null {
  return (
    millimetres && Math.hypot((to.x - from.x) * millimetres.x, (to.y - from.y) * millimetres.y)
  );
}

export const within = ({ x, y }: Point, { columns, rows }: Picture): Point => ({
  x: Math.min(columns, Math.max(0, x)),
  y: Math.min(rows, Math.max(0, y)),
});

/** The images in the order in which they are wanted: what is shown, then its neighbours, ever farther. */
export function nearestFirst(count: number, from: number): number[] {
  return Array.from({ length: count }, (_, at) => at).sort(
    (one, other) => Math.abs(one - from) - Math.abs(other - from) || other - one,
  );
}
