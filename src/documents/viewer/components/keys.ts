import type { Point } from "./geometry";

/** Where a key of a page leads from an image among so many. */
type Page = (at: number, count: number) => number;
type Keys = {
  onArrow: (arrow: Point) => void;
  /** An arrow with Shift. */
  onPush: (arrow: Point) => void;
  onPage: (page: Page) => void;
  onZoom: (factor: number) => void;
  /** Answers false where Enter means nothing just now. */
  onSet: () => boolean;
};

const arrows: Record<string, Point> = {
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
};
const pages: Record<string, Page> = {
  Home: () => 0,
  End: (_, count) => count - 1,
  PageUp: (at) => at - 10,
  PageDown: (at) => at + 10,
};
const factors: Record<string, number> = { "+": 1.25, "=": 1.25, "-": 0.8 };

/** The keyboard on the stage, as what its keys mean; those that mean nothing stay the browser's. */
export function listenToKeys(
  stage: HTMLElement,
  { onArrow, onPush, onPage, onZoom, onSet }: Keys,
): void {
  stage.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = arrows[event.key];
    const page = pages[event.key];
    const factor = factors[event.key];
    if (arrow && event.shiftKey) onPush(arrow);
    else if (arrow) onArrow(arrow);
    else if (page) onPage(page);
    else if (factor !== undefined) onZoom(factor);
    else if (event.key !== "Enter" || !onSet()) return;
    event.preventDefault();
  });
}
