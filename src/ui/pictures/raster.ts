import "server-only";
import { join } from "node:path";
import { renderAsync } from "@resvg/resvg-js";
import type { Language } from "@/platform/i18n/rules";
import { colours, draw, type Picture } from "./draw";
import { palettePng } from "./png";

const fonts = (language: Language) =>
  [
    "hl-serif-500.ttf",
    "hl-sans-400.ttf",
    ...(language === "ar" ? ["hl-arabic-400.ttf", "hl-arabic-600.ttf"] : ["hl-sans-600.ttf"]),
    ...(language === "zh" ? ["hl-chinese-400.otf"] : []),
  ].map((name) => join(process.cwd(), "src", "ui", "pictures", "fonts", name));

/** The picture as a PNG, drawn with our own fonts alone, so that it is the same on every machine. */
export async function png(picture: Picture): Promise<Buffer> {
  const image = await renderAsync(draw(picture), {
    font: {
      loadSystemFonts: false,
      fontFiles: fonts(picture.language),
      defaultFontFamily: "HL Sans",
    },
  });
  return (
    (await palettePng(image.pixels, image.width, image.height, Object.values(colours))) ??
    image.asPng()
  );
}
