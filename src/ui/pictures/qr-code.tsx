/** A QR code as one path; dark on white in every scheme, because cameras need it so. */
export function QrCode({
  cells,
  label,
}: {
  cells: readonly (readonly boolean[])[];
  label: string;
}) {
  const path = cells
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join("");
  return (
    <svg
      viewBox={`0 0 ${cells.length} ${cells.length}`}
      className="size-56 bg-surface p-2"
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={path} className="fill-ink" />
    </svg>
  );
}
