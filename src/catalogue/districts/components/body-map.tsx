import { useTranslations } from "next-intl";
import type { TopicCard } from "@/catalogue/topics/queries";
import { topicPath } from "@/catalogue/topics/rules";
import type { Language } from "@/platform/i18n/rules";

/**
 * Our own drawing of the body, front and back, on a grid of 200 by 440 each: limbs and trunk first, then the
 * organs that lie on them. Later shapes lie above earlier ones, so the small ones come last.
 */
const front: Record<string, string[]> = {
  D16: ["M100 84c30 0 46 6 50 22l-6 44-4 34 4 46H56l4-46-4-34-6-44c4-16 20-22 50-22Z"],
  D13: [
    "M50 106c-10 4-15 14-17 30l-9 58-8 44 12 3 12-44 14-54Z",
    "M150 106c10 4 15 14 17 30l9 58 8 44-12 3-12-44-14-54Z",
    "M57 236h40l-3 76-4 34-3 66H66l-4-66-6-48Z",
    "M143 236h-40l3 76 4 34 3 66h21l4-66 6-48Z",
  ],
  D14: [
    "M16 238l12 3c3 12-1 26-6 34-5 3-9-1-10-8-2-10 0-20 4-29Z",
    "M184 238l-12 3c-3 12 1 26 6 34 5 3 9-1 10-8 2-10 0-20-4-29Z",
    "M66 412h21v12c0 6-4 8-10 8H60c-3-4 0-8 6-11Z",
    "M134 412h-21v12c0 6 4 8 10 8h17c3-4 0-8-6-11Z",
  ],
  D01: ["M100 12c-20 0-30 14-30 32 0 5 1 9 2 13h56c1-4 2-8 2-13 0-18-10-32-30-32Z"],
  D03: ["M72 57c0 9 2 13 5 17l9 7v13h28V81l9-7c3-4 5-8 5-17Z"],
  D02: ["M80 46c4-5 11-5 15 0-4 5-11 5-15 0Z", "M105 46c4-5 11-5 15 0-4 5-11 5-15 0Z"],
  D04: ["M88 67c4-3 9-3 12-1 3-2 8-2 12 1-4 8-20 8-24 0Z"],
  D15: ["M91 84c4-2 7 1 9 4 2-3 5-6 9-4 2 5-1 10-4 11-2 0-4-2-5-4-1 2-3 4-5 4-3-1-6-6-4-11Z"],
  D06: ["M95 104c-16 0-27 14-28 34-1 12 2 18 8 18 9 0 20-5 20-14Z", "M105 104c16 0 27 14 28 34 1 12-2 18-8 18-9 0-20-5-20-14Z"],
  D07: ["M67 140c2-9 9-13 16-12 7 1 11 6 11 13-1 9-8 14-15 13-7 0-12-6-12-14Z", "M133 140c-2-9-9-13-16-12-7 1-11 6-11 13 1 9 8 14 15 13 7 0 12-6 12-14Z"],
  D05: ["M100 128c-3-6-12-6-12 2 0 9 9 15 15 21 7-6 14-12 13-21-1-8-12-9-16-2Z"],
  D09: ["M66 164c12-6 34-6 44-2 2 8-8 14-20 16-10 2-20 2-24-4-1-4-1-7 0-10Z"],
  D08: ["M113 164c10-4 22 0 22 10-1 12-14 16-24 14 4-7 6-14 2-24Z", "M72 186h56c4 0 6 3 6 7v18c0 5-3 8-8 8H74c-5 0-8-3-8-8v-18c0-4 2-7 6-7Zm7 9v14h42v-14Z"],
  D10: ["M100 214c9 0 13 5 13 11 0 7-6 12-13 12s-13-5-13-12c0-6 4-11 13-11Z"],
  D11: ["M78 198c6 0 10 3 12 8h20c2-5 6-8 12-8 3 4 1 9-4 10l-10 2c-2 8-4 12-8 12s-6-4-8-12l-10-2c-5-1-7-6-4-10Z"],
};

const back: Record<string, string[]> = {
  D16: ["M100 84c30 0 46 6 50 22l-6 44-4 34 4 46H56l4-46-4-34-6-44c4-16 20-22 50-22Z"],
  D13: front.D13 ?? [],
  D14: [...(front.D14 ?? []), "M68 104h22v46H66l-3-32Z", "M132 104h-22v46h24l3-32Z"],
  D01: ["M100 12c-20 0-30 14-30 32 0 14 6 24 12 30h36c6-6 12-16 12-30 0-18-10-32-30-32Z"],
  D03: ["M86 74h28v20H86Z"],
  D10: ["M84 172c-8 0-12 7-12 14s4 14 11 14c6 0 7-5 5-9s-2-7 0-10-1-9-4-9Z", "M116 172c8 0 12 7 12 14s-4 14-11 14c-6 0-7-5-5-9s2-7 0-10 1-9 4-9Z"],
  D12: ["M95 96h10v12H95Zm0 15h10v12H95Zm0 15h10v12H95Zm0 15h10v12H95Zm0 15h10v12H95Zm-1 15h12v12H94Zm-1 15h14v12H93Zm0 15h14l-3 18h-8Z"],
};

type Props = { language: Language; districts: readonly TopicCard[] };

/** The body map with its list: every district is a link in both, and one lights up with the other. */
export function BodyMap({ language, districts }: Props) {
  const t = useTranslations("catalogue.bodyMap");
  const byId = new Map(districts.map((district) => [district.id, district]));
  const figure = (shapes: Record<string, string[]>, name: string) => (
    <figure className="w-1/2 max-w-60">
      <svg viewBox="0 0 200 440" role="group" aria-label={name} className="w-full">
        {Object.entries(shapes).map(([id, paths]) => {
          const district = byId.get(id);
          if (!district) return null;
          return (
            <a key={id} href={`/${language}${topicPath("district", district.slug)}`} data-district={id} aria-label={district.name} className="body-part">
              <title>{district.name}</title>
              {paths.map((path) => (
                <path key={path} d={path} fillRule="evenodd" />
              ))}
            </a>
          );
        })}
      </svg>
      <figcaption className="source text-center">{name}</figcaption>
    </figure>
  );
  return (
    <div className="body-map grid gap-8 md:grid-cols-2">
      <div className="flex justify-center gap-2 md:sticky md:top-4 md:self-start" data-body-map>
        {figure(front, t("front"))}
        {figure(back, t("back"))}
      </div>
      <ul className="self-center">
        {districts.map((district) => (
          <li key={district.id} className="rule first:border-t-0">
            <a
              href={`/${language}${topicPath("district", district.slug)}`}
              data-district={district.id}
              className="flex min-h-11 items-baseline justify-between gap-3 px-2 py-2 no-underline hover:underline"
            >
              <span>{district.name}</span>
              <span className="source whitespace-nowrap">{t("facilities", { count: district.facilities })}</span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
