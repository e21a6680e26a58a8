import type { Picture } from "./rules";

/** The words of the page's language, which the server wrote into the page, with their places filled. */
export class Words {
  private readonly data: DOMStringMap;
  private readonly number = new Intl.NumberFormat(document.documentElement.lang, {
    maximumFractionDigits: 1,
    minimumFractionDigits: 1,
  });

  constructor(root: HTMLElement) {
    this.data = root.dataset;
  }

  of(
    name: "image" | "loading" | "failed" | "doubtful" | "length" | "noScale",
    places: Record<string, string | number> = {},
  ): string {
    const text = this.data[name] ?? "";
    return text.replaceAll(/\{(\w+)\}/g, (_, place: string) => String(places[place] ?? ""));
  }

  /** What is to be said of an image: that it can't be shown, or that it may be shown wrongly. */
  problem(picture: Picture | null): string {
    if (!picture) return this.of("failed");
    return picture.doubts.length > 0 ? this.of("doubtful") : "";
  }

  length(millimetres: number): string {
    return this.of("length", { length: this.number.format(millimetres) });
  }
}
