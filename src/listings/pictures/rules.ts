/** Why a photograph is not taken. Each has words under `listings.errors`. */
export type PictureFault =
  | "fileType"
  | "fileSize"
  | "fileEmpty"
  | "filePixels"
  | "fileBroken"
  | "fileSmall";

export const crops = ["whole", "wide", "square"] as const;
export type Crop = (typeof crops)[number];

/** The part of a picture that a crop keeps: the middle of it. */
export function kept(crop: Crop, width: number, height: number) {
  const ratio = { whole: width / height, wide: 16 / 9, square: 1 }[crop];
  const isWider = width / height > ratio;
  const [w, h] = isWider
    ? [Math.round(height * ratio), height]
    : [width, Math.round(width / ratio)];
  return {
    left: Math.floor((width - w) / 2),
    top: Math.floor((height - h) / 2),
    width: w,
    height: h,
  };
}

/** A picture narrower than this is too coarse for a page. */
export const leastWidth = 480;
