import { useFormatter, useTranslations } from "next-intl";
import { onLine } from "../rules";

/** One facility's count among those of all facilities: a dot each, this one filled. It shows size, not quality. */
export function SpreadChart({
  label,
  value,
  all,
}: {
  label: string;
  value: number;
  all: readonly number[];
}) {
  const t = useTranslations("catalogue.figures");
  const format = useFormatter();
  const largest = Math.max(value, all.at(-1) ?? value);
  const x = (count: number) => 8 + onLine(count, largest) * 384;
  const median = all[Math.floor(all.length / 2)] ?? value;
  return (
    <figure className="mt-2 max-w-md">
      <svg
        viewBox="0 0 400 56"
        className="h-auto w-full"
        role="img"
        aria-label={t("spread", {
          label,
          value: format.number(value),
          median: format.number(median),
          largest: format.number(largest),
        })}
        direction="ltr"
      >
        <line x1="8" x2="392" y1="24" y2="24" className="stroke-line" strokeWidth="1" />
        {[...new Set(all)].map((count) => (
          <circle key={count} cx={x(count)} cy="24" r="3" className="fill-line" />
        ))}
        <line
          x1={x(median)}
          x2={x(median)}
          y1="14"
          y2="34"
          className="stroke-edge"
          strokeWidth="1.5"
        />
        <text x={x(median)} y="50" fontSize="12" textAnchor="middle" className="fill-quiet">
          {t("median", { value: format.number(median) })}
        </text>
        <circle cx={x(value)} cy="24" r="7" className="fill-green" />
      </svg>
    </figure>
  );
}
