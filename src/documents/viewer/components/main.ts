import {
  type Line,
  lengthOf,
  lieOf,
  moved,
  onBox,
  onImage,
  type Point,
  type View,
  whole,
  within,
  zoomed,
} from "./geometry";
import { listen } from "./gestures";
import { listenToKeys } from "./keys";
import { Loader, type Slice, slicesOf } from "./loader";
import { part } from "./part";
import { draggedWindow, type Picture, presets, type Window } from "./rules";
import { Stage } from "./stage";
import { Words } from "./words";

type Tool = "scroll" | "window" | "zoom" | "pan" | "measure";

/** How far one goes by an arrow key with Shift, and by a drag for the next image, in pixels of the page. */
const keyStep = 10;
const scrollStep = 12;

class Viewer {
  private readonly words: Words;
  private readonly loader: Loader;
  private readonly stage: Stage;
  private readonly root: HTMLElement;
  private readonly slider: HTMLInputElement;
  private readonly preset: HTMLSelectElement;
  private readonly inverting: HTMLButtonElement;
  private readonly isMirrored = document.documentElement.dir === "rtl";
  private readonly lines = new Map<string, Line[]>();
  private slices: readonly Slice[] = [];
  private at = 0;
  private tool: Tool = "scroll";
  private picture: Picture | null = null;
  private view: View = whole;
  /** Null: as the image itself says. */
  private window: Window | null = null;
  private cross: Point | null = null;
  private begun: Point | null = null;
  private rest = 0;

  constructor(root: HTMLElement, plain: HTMLElement) {
    this.root = root;
    this.words = new Words(root);
    this.loader = new Loader(root.dataset.decoder ?? "");
    this.stage = new Stage(part(root, "canvas"), () => this.draw());
    this.slider = part(root, "[data-slider]");
    this.preset = part(root, "[data-presets]");
    this.inverting = part(root, "[data-invert]");
    const series = [...plain.querySelectorAll<HTMLElement>("[data-series]")].map((one) =>
      [...one.querySelectorAll("a")].flatMap(slicesOf),
    );
    const choice = part<HTMLSelectElement>(root, "[data-choose]");
    choice.addEventListener("change", () => this.choose(series[Number(choice.value)] ?? []));
    this.listenToControls();
    this.listenToKeys();
    this.listenToGestures();
    root.hidden = false;
    part<HTMLElement>(plain, "[data-plain-words]").hidden = true;
    this.choose(series[0] ?? []);
  }

  private choose(slices: readonly Slice[]) {
    this.slices = slices;
    this.slider.max = String(slices.length);
    this.reset();
    this.show(0);
    void this.loader.bring(slices, 0, (done) =>
      this.say(
        "loading",
        done < slices.length ? this.words.of("loading", { at: done, count: slices.length }) : "",
      ),
    );
  }

  private get slice(): Slice | undefined {
    return this.slices[this.at];
  }

  private async show(at: number) {
    this.at = Math.min(this.slices.length - 1, Math.max(0, at));
    const slice = this.slice;
    if (!slice) return;
    const position = this.words.of("image", { at: this.at + 1, count: this.slices.length });
    this.slider.value = String(this.at + 1);
    this.slider.setAttribute("aria-valuetext", position);
    this.say("position", position);
    part<HTMLAnchorElement>(this.root, "[data-save]").href = `/api/images/${slice.id}`;
    const picture = await this.loader.picture(slice);
    // By now another may be wanted.
    if (slice !== this.slice) return;
    this.picture = picture;
    this.cross = this.begun = null;
    this.say("problem", this.words.problem(picture));
    part<HTMLElement>(this.root, "[data-presets-place]").hidden = !(
      picture?.kind === "grey" && picture.isHounsfield
    );
    this.sayLength();
    this.draw();
  }

  private reset() {
    this.view = whole;
    this.window = null;
    this.preset.value = "default";
    this.inverting.setAttribute("aria-pressed", "false");
    this.lines.clear();
    this.cross = null;
    this.sayLength();
    this.draw();
  }

  private say(name: "position" | "loading" | "problem" | "length", text: string) {
    const place = part(this.root, `[data-say=${name}]`);
    if (place.textContent !== text) place.textContent = text;
  }

  private get drawn(): Line[] {
    const { slice } = this;
    return slice ? (this.lines.get(`${slice.id}/${slice.frame}`) ?? []) : [];
  }

  private sayLength() {
    const last = this.drawn.at(-1);
    this.say(
      "length",
      last
        ? this.labelOf(last)
        : this.tool === "measure" && this.picture?.millimetres === null
          ? this.words.of("noScale")
          : "",
    );
  }

  private labelOf(line: Line): string {
    const length = this.picture && lengthOf(line, this.picture);
    return length === null ? "" : this.words.length(length);
  }

  private get storedWindow(): Window {
    return this.picture?.kind === "grey" ? this.picture.stored : { centre: 128, width: 256 };
  }

  private draw() {
    const { picture, view, cross } = this;
    const isInverted = this.inverting.ariaPressed === "true";
    const lines = picture ? this.drawn.map((line) => ({ line, label: this.labelOf(line) })) : [];
    this.stage.draw({
      picture,
      window: this.window ?? this.storedWindow,
      isInverted,
      view,
      lines,
      cross,
    });
  }

  private listenToControls() {
    const tools = [...this.root.querySelectorAll<HTMLButtonElement>("[data-tool]")];
    for (const button of tools)
      button.addEventListener("click", () => {
        for (const one of tools) one.setAttribute("aria-pressed", String(one === button));
        this.tool = button.dataset.tool as Tool;
        this.cross = null;
        this.sayLength();
        this.draw();
      });
    this.slider.addEventListener("input", () => this.show(Number(this.slider.value) - 1));
    this.preset.addEventListener("change", () => {
      this.window = presets[this.preset.value as keyof typeof presets] ?? null;
      this.draw();
    });
    this.inverting.addEventListener("click", () => {
      this.inverting.setAttribute("aria-pressed", String(this.inverting.ariaPressed !== "true"));
      this.draw();
    });
    part(this.root, "[data-reset]").addEventListener("click", () => this.reset());
  }

  private listenToGestures() {
    listen(this.stage.canvas, {
      onDrag: ({ from, by, at, isFirst }) => this.drag(from, by, at, isFirst),
      onDragEnd: () => {
        this.begun = null;
        this.rest = 0;
      },
      onPinch: (factor, at, by) => {
        this.view = moved(zoomed(this.view, factor, at, this.stage.box), by.x, by.y);
        this.draw();
      },
      onWheel: (steps, at, isZoom) => {
        if (isZoom) this.zoom(1.15 ** -steps, at);
        else void this.show(this.at + steps);
      },
    });
  }

  private zoom(factor: number, at: Point) {
    this.view = zoomed(this.view, factor, at, this.stage.box);
    this.draw();
  }

  /** What dragging does with the chosen tool. */
  private drag(from: Point, by: Point, at: Point, isFirst: boolean) {
    const { picture } = this;
    if (!picture) return;
    if (this.tool === "scroll") {
      this.rest += by.y;
      const steps = Math.trunc(this.rest / scrollStep);
      this.rest -= steps * scrollStep;
      if (steps !== 0) void this.show(this.at + steps);
      return;
    }
    if (this.tool === "zoom") return this.zoom(1.01 ** -by.y, from);
    if (this.tool === "window")
      this.window = draggedWindow(this.window ?? this.storedWindow, this.storedWindow, by.x, by.y);
    if (this.tool === "pan") this.view = moved(this.view, by.x, by.y);
    if (this.tool === "measure") {
      const lie = lieOf(picture, this.stage.box, this.view);
      if (isFirst) this.begin(within(onImage(from, lie), picture));
      this.stretch(within(onImage(at, lie), picture));
    }
    this.draw();
  }

  private begin(point: Point) {
    const { slice } = this;
    if (!slice || !this.picture?.millimetres) return;
    this.begun = point;
    this.lines.set(`${slice.id}/${slice.frame}`, [...this.drawn, { from: point, to: point }]);
  }

  private stretch(to: Point) {
    const last = this.drawn.at(-1);
    if (!last || !this.begun) return;
    last.to = to;
    this.sayLength();
  }

  private listenToKeys() {
    listenToKeys(part<HTMLElement>(this.root, "[data-stage]"), {
      onArrow: ({ x, y }) => void this.show(this.at + y + (this.isMirrored ? -x : x)),
      onPush: (arrow) => this.push(arrow),
      onPage: (page) => void this.show(page(this.at, this.slices.length)),
      onZoom: (factor) => this.zoom(factor, this.middle),
      onSet: () => {
        if (this.tool === "measure") this.set();
        return this.tool === "measure";
      },
    });
  }

  private get middle(): Point {
    const { width, height } = this.stage.box;
    return { x: width / 2, y: height / 2 };
  }

  /** An arrow key with Shift: what a drag of some pixels does; while measuring it moves the cross. */
  private push({ x, y }: Point) {
    const { picture } = this;
    if (!picture) return;
    const { middle } = this;
    const by = { x: x * keyStep, y: y * keyStep };
    if (this.tool !== "measure")
      return this.drag(
        middle,
        this.tool === "scroll" ? { x: 0, y: y * scrollStep } : by,
        middle,
        false,
      );
    const lie = lieOf(picture, this.stage.box, this.view);
    const at = onBox(this.cross ?? onImage(middle, lie), lie);
    this.cross = within(onImage({ x: at.x + by.x, y: at.y + by.y }, lie), picture);
    this.stretch(this.cross);
    this.draw();
  }

  /** Enter while measuring: the line begins at the cross, or ends there. */
  private set() {
    const { picture } = this;
    if (!picture) return;
    this.cross ??= within(onImage(this.middle, lieOf(picture, this.stage.box, this.view)), picture);
    if (this.begun) this.begun = null;
    else this.begin(this.cross);
    this.sayLength();
    this.draw();
  }
}

const root = document.querySelector<HTMLElement>("[data-viewer]");
const plain = document.querySelector<HTMLElement>("[data-plain]");
if (root && plain) new Viewer(root, plain);
