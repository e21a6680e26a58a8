import type { Point } from "./geometry";

type Gestures = {
  /** One finger or the mouse: where it began, how far since the last time, and where it is. */
  onDrag: (drag: { from: Point; by: Point; at: Point; isFirst: boolean }) => void;
  onDragEnd: () => void;
  /** Two fingers: how much farther apart, around which point, and how far both went. */
  onPinch: (factor: number, at: Point, by: Point) => void;
  onWheel: (steps: number, at: Point, isZoom: boolean) => void;
};

const notch = 100;

/** Fingers, mouse and wheel on the canvas, as what they mean. */
export function listen(
  canvas: HTMLCanvasElement,
  { onDrag, onDragEnd, onPinch, onWheel }: Gestures,
): void {
  const fingers = new Map<number, Point>();
  let from: Point | null = null;
  let isFirst = true;
  const place = (event: MouseEvent): Point => {
    const { left, top } = canvas.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, place(event));
    // A second finger ends what the first has begun.
    if (fingers.size > 1 && from) onDragEnd();
    from = fingers.size === 1 ? place(event) : null;
    isFirst = true;
  });
  canvas.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const at = place(event);
    const by = { x: at.x - before.x, y: at.y - before.y };
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    fingers.set(event.pointerId, at);
    if (other && fingers.size === 2) {
      const apart = (one: Point) => Math.max(1, Math.hypot(one.x - other.x, one.y - other.y));
      onPinch(
        apart(at) / apart(before),
        { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 },
        { x: by.x / 2, y: by.y / 2 },
      );
    } else if (from) {
      onDrag({ from, by, at, isFirst });
      isFirst = false;
    }
  });
  const lift = (event: PointerEvent) => {
    if (fingers.delete(event.pointerId) && from) onDragEnd();
    from = null;
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);

  let rest = 0;
  canvas.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      rest += event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : event.deltaY * notch;
      const steps = Math.trunc(rest / notch);
      rest -= steps * notch;
      if (steps !== 0) onWheel(steps, place(event), event.ctrlKey);
    },
    { passive: false },
  );
}
