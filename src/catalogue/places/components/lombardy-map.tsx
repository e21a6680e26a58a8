import { useTranslations } from "next-intl";
import { facilityPath } from "@/catalogue/facilities/rules";
import type { Language } from "@/platform/i18n/rules";
import type { Place } from "../queries";
import { capitals, lakes, mapHeight, mapWidth, onMap, provinceOutlines } from "../rules";

type Point = { slug: string; name: string; lat: number; lon: number };
type Props = {
  language: Language;
  points: readonly Point[];
  airports: readonly Place[];
  here?: string;
  isLinked?: boolean;
};

/** With more facilities than this the map is a picture of where they are: a link on each would outweigh the list. */
const mostLinked = 60;

/** A dot as the shortest of lines, at a place in whole units, so that neighbours fall together. */
const placeOf = ({ lat, lon }: { lat: number; lon: number }) => {
  const { x, y } = onMap(lat, lon);
  return `M${Math.round(x)} ${Math.round(y)}h0`;
};

/**
 * Lombardy, drawn by the server: provinces, lakes, capitals, airports, and a dot for each facility. The dots are
 * for the eye and the pointer; the list beside the map has the same links for everyone.
 */
export function LombardyMap({ language, points, airports, here, isLinked = true }: Props) {
  const t = useTranslations("catalogue.map");
  return (
    <figure>
      <svg
        viewBox={`0 0 ${mapWidth} ${mapHeight}`}
        role="img"
        aria-label={t("label", { count: points.length })}
        className="h-auto w-full"
        direction="ltr"
      >
        <g className="fill-sunk stroke-line" strokeWidth="1">
          {provinceOutlines.map(([province, outline]) => (
            <path key={province} d={outline} />
          ))}
        </g>
        <g
          className="stroke-water-line"
          fill="none"
          strokeLinecap="round"
          strokeLinejoin="round"
          aria-hidden="true"
        >
          {lakes.map((lake) => (
            <polyline
              key={lake.id}
              strokeWidth={lake.width}
              points={lake.line
                .map(([lat, lon]) => `${onMap(lat, lon).x},${onMap(lat, lon).y}`)
                .join(" ")}
            />
          ))}
        </g>
        {points.length > mostLinked ? (
          <path
            d={[...new Set(points.map((point) => placeOf(point)))].join("")}
            className="stroke-green"
            strokeWidth="8"
            strokeLinecap="round"
            fill="none"
            aria-hidden="true"
          />
        ) : (
          <g className="map-dots" aria-hidden="true">
            {points.map((point) => {
              const { x, y } = onMap(point.lat, point.lon);
              const dot = (
                <circle cx={Math.round(x)} cy={Math.round(y)} r={point.slug === here ? 8 : 4.5} />
              );
              return isLinked && point.slug !== here ? (
                <a key={point.slug} href={`/${language}${facilityPath(point.slug)}`} tabIndex={-1}>
                  <title>{point.name}</title>
                  {dot}
                </a>
              ) : (
                <g key={point.slug} className={point.slug === here ? "is-here" : undefined}>
                  <title>{point.name}</title>
                  {dot}
                </g>
              );
            })}
          </g>
        )}
        <g aria-hidden="true" className="pointer-events-none fill-ink" fontSize="11">
          {capitals.map(({ name, lat, lon }) => {
            const { x, y } = onMap(lat, lon);
            return (
              <g key={name}>
                <rect x={x - 2} y={y - 2} width="4" height="4" />
                <text
                  x={x + 5}
                  y={y - 4}
                  paintOrder="stroke"
                  className="stroke-paper"
                  strokeWidth="3"
                >
                  {name}
                </text>
              </g>
            );
          })}
        </g>
        <g fontSize="12" fontWeight="600" className="fill-ink">
          {airports.map((airport) => {
            const { x, y } = onMap(airport.lat, airport.lon);
            return (
              <g key={airport.id}>
                <title>{airport.name}</title>
                <path d={`M${x} ${y - 7}l7 12h-14z`} className="stroke-surface" strokeWidth="1" />
                <text
                  x={x}
                  y={y + 17}
                  textAnchor="middle"
                  paintOrder="stroke"
                  className="stroke-sunk"
                  strokeWidth="3"
                >
                  {airport.code}
                </text>
              </g>
            );
          })}
        </g>
      </svg>
      <figcaption className="source">{t("caption")}</figcaption>
    </figure>
  );
}
