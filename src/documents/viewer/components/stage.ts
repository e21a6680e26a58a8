import { type Box, type Line, lieOf, onBox, type Point, type View } from "./geometry";
import { type Picture, painted, type Window } from "./rules";

export type Scene = {
  picture: Picture | null;
  window: Window;
  isInverted: boolean;
  view: View;
  lines: readonly { line: Line; label: string }[];
  cross: Point | null;
};

/** The canvas: an image painted once a window, laid and measured on as often as it moves. */
export class Stage {
  readonly canvas: HTMLCanvasElement;
  private readonly sheet = document.createElement("canvas");
  private sheetOf = "";
  private shown: Picture | null = null;
  private asked = 0;

  constructor(canvas: HTMLCanvasElement, onSize: () => void) {
    this.canvas = canvas;
    new ResizeObserver(onSize).observe(canvas);
  }

  get box(): Box {
    return { width: this.canvas.clientWidth, height: this.canvas.clientHeight };
  }

  /** Draws before the next frame of the screen, however often it is asked for until then. */
  draw(scene: Scene): void {
    cancelAnimationFrame(this.asked);
    this.asked = requestAnimationFrame(() => this.now(scene));
  }

  private now({ picture, window, isInverted, view, lines, cross }: Scene): void {
    const { canvas, box } = this;
    const sharp = globalThis.devicePixelRatio || 1;
    const [width, height] = [Math.round(box.width * sharp), Math.round(box.height * sharp)];
    if (canvas.width !== width || canvas.height !== height)
      Object.assign(canvas, { width, height });
    const context = canvas.getContext("2d", { alpha: false });
    if (!context) return;
    context.setTransform(sharp, 0, 0, sharp, 0, 0);
    context.fillStyle = "black";
    context.fillRect(0, 0, box.width, box.height);
    if (!picture) return;
    this.paint(picture, window, isInverted);
    const lie = lieOf(picture, box, view);
    context.imageSmoothingEnabled = lie.wide < 4;
    context.drawImage(
      this.sheet,
      lie.left,
      lie.top,
      picture.columns * lie.wide,
      picture.rows * lie.high,
    );
    context.font = `600 ${sizeOf(canvas)} system-ui, sans-serif`;
    context.lineJoin = "round";
    for (const { line, label } of lines) {
      const [from, to] = [onBox(line.from, lie), onBox(line.to, lie)];
      stroke(context, (path) => {
        path.moveTo(from.x, from.y);
        path.lineTo(to.x, to.y);
        for (const end of [from, to]) path.rect(end.x - 3, end.y - 3, 6, 6);
      });
      write(context, label, { x: to.x + 10, y: to.y - 10 }, box);
    }
    if (cross) {
      const { x, y } = onBox(cross, lie);
      stroke(context, (path) => {
        path.moveTo(x - 12, y);
        path.lineTo(x + 12, y);
        path.moveTo(x, y - 12);
        path.lineTo(x, y + 12);
      });
    }
    const [above, right, below, left] = picture.edges ?? [];
    for (const [letter, x, y] of [
      [above, box.width / 2, 22],
      [right, box.width - 12, box.height / 2],
      [below, box.width / 2, box.height - 10],
      [left, 12, box.height / 2],
    ] as const)
      if (letter) write(context, letter, { x, y }, box);
  }

  private paint(picture: Picture, window: Window, isInverted: boolean) {
    const name = `${window.centre}/${window.width}/${isInverted}`;
    if (this.shown === picture && this.sheetOf === name) return;
    Object.assign(this.sheet, { width: picture.columns, height: picture.rows });
    this.sheet
      .getContext("2d")
      ?.putImageData(
        new ImageData(painted(picture, window, isInverted), picture.columns, picture.rows),
        0,
        0,
      );
    [this.shown, this.sheetOf] = [picture, name];
  }
}

const sizeOf = (canvas: HTMLCanvasElement) => getComputedStyle(canvas).fontSize;

/** In a colour of the page over a dark edge, so that it is seen on bone and on air. */
function stroke(context: CanvasRenderingContext2D, along: (path: Path2D) => void) {
  const path = new Path2D();
  along(path);
  for (const [width, colour] of [
    [4, "black"],
    [2, getComputedStyle(context.canvas).getPropertyValue("--color-focus")],
  ] as const) {
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke(path);
  }
}

function write(context: CanvasRenderingContext2D, text: string, { x, y }: Point, box: Box) {
  const half = context.measureText(text).width / 2;
  const at = Math.min(box.width - half - 4, Math.max(half + 4, x));
  context.textAlign = "center";
  context.lineWidth = 4;
  context.strokeStyle = "black";
  context.strokeText(text, at, Math.max(20, y));
  context.fillStyle = "white";
  context.fillText(text, at, Math.max(20, y));
}
