import { useTranslations } from "next-intl";
import type { TopicCard } from "@/catalogue/topics/queries";
import { topicPath } from "@/catalogue/topics/rules";
import type { Language } from "@/platform/i18n/rules";

/** The same shape on the other side of the body. Shapes that are mirrored use absolute coordinates only. */
const mirrored = (path: string) =>
  path.replace(/(-?[\d.]+) (-?[\d.]+)/g, (_, x: string, y: string) => `${200 - Number(x)} ${y}`);
const both = (path: string) => [path, mirrored(path)];

const torso =
  "M90 82 C86 90 62 90 50 98 L58 134 C60 156 64 170 66 186 C64 204 58 216 56 232 L100 247 L144 232 C142 216 136 204 134 186 C136 170 140 156 142 134 L150 98 C138 90 114 90 110 82 Z";
const arms = both(
  "M50 98 C44 102 42 108 42 112 C36 130 34 150 30 172 C26 196 20 214 17 236 L31 238 C38 216 46 196 50 172 C53 156 56 144 58 134 Z",
);
const legs = both(
  "M56 232 C54 262 58 300 62 322 C60 346 62 372 68 404 L86 404 C90 372 92 348 90 322 C94 300 98 274 99 247 Z",
);
const hands = both("M17 236 C12 250 10 268 16 274 C22 278 26 266 28 256 C30 250 31 244 31 238 Z");
const feet = both("M68 404 C66 416 56 424 58 430 L84 430 C88 424 87 414 86 404 Z");

/**
 * Our own drawing of the body, front and back, on a grid of 200 by 440 each: limbs and trunk first, then the
 * organs that lie on them. Later shapes lie above earlier ones, so the small ones come last.
 */
const front: Record<string, string[]> = {
  D16: [torso],
  D13: [...arms, ...legs],
  D14: [...hands, ...feet],
  D01: ["M76 40 C76 20 86 10 100 10 C114 10 124 20 124 40 Z"],
  D03: [
    "M76 40 C71 37 70 51 78 52 C80 60 85 66 90 70 L90 82 L110 82 L110 70 C115 66 120 60 122 52 C130 51 129 37 124 40 Z",
  ],
  D02: both("M82 45 C85 41 91 41 94 45 C91 49 85 49 82 45 Z"),
  D04: ["M90 60 C94 57 97 58 100 59 C103 58 106 57 110 60 C106 67 94 67 90 60 Z"],
  D15: [
    "M93 73 C97 73 98 77 100 79 C102 77 103 73 107 73 C110 79 107 86 103 85 C101 84 101 83 100 82 C99 83 99 84 97 85 C93 86 90 79 93 73 Z",
  ],
  D06: both("M95 97 C82 97 70 114 68 140 C67 154 70 161 77 161 C88 160 95 155 95 146 Z"),
  D07: both(
    "M67 143 C67 135 73 130 79 130 C86 130 91 136 91 143 C91 150 86 155 79 155 C72 155 67 150 67 143 Z",
  ),
  D05: [
    "M101 124 C97 115 86 116 86 126 C86 138 95 146 101 153 C109 146 118 138 117 126 C116 115 105 115 101 124 Z",
  ],
  D09: [
    "M70 166 C84 159 106 160 116 164 C118 174 108 182 96 184 C84 187 72 188 69 180 C67 175 68 170 70 166 Z",
  ],
  D08: [
    "M119 166 C129 162 136 168 134 178 C132 189 120 193 110 189 C116 182 120 176 119 166 Z",
    "M76 194h48c5 0 8 3 8 8v16c0 6-3 9-9 9H77c-6 0-9-3-9-9v-16c0-5 3-8 8-8Zm8 9v15h32v-15Z",
  ],
  D11: [
    "M80 207c6 0 10 3 12 8h16c2-5 6-8 12-8 3 4 1 9-4 10l-9 2c-1 8-4 12-7 12s-6-4-7-12l-9-2c-5-1-7-6-4-10Z",
  ],
  D10: ["M100 232c7 0 11 4 11 8 0 6-5 9-11 9s-11-3-11-9c0-4 4-8 11-8Z"],
};

const back: Record<string, string[]> = {
  D16: [torso],
  D13: [
    ...arms,
    ...legs,
    ...both("M90 102 C82 100 72 104 66 112 C68 124 74 138 82 142 C88 134 91 116 90 102 Z"),
  ],
  D14: [...hands, ...feet],
  D01: [
    "M76 40 C76 20 86 10 100 10 C114 10 124 20 124 40 C124 56 116 68 109 72 L91 72 C84 68 76 56 76 40 Z",
  ],
  D03: ["M91 72 L109 72 L110 84 L90 84 Z"],
  D10: both(
    "M84 170 C76 170 72 178 72 185 C72 193 76 199 83 199 C89 199 90 194 88 190 C86 187 86 183 88 180 C90 176 88 170 84 170 Z",
  ),
  D12: [
    "M95 92h10v12H95Zm0 15h10v12H95Zm0 15h10v12H95Zm0 15h10v12H95Zm0 15h10v12H95Zm-1 15h12v12H94Zm-1 15h14v12H93Zm-1 15h16v12H92Zm1 15h14l-3 20h-8Z",
  ],
};

type Props = { language: Language; districts: readonly TopicCard[] };

/** The body map with its list: every district is a link in both, and one lights up with the other. */
export function BodyMap({ language, districts }: Props) {
  const t = useTranslations("catalogue.bodyMap");
  const byId = new Map(districts.map((district) => [district.id, district]));
  const figure = (shapes: Record<string, string[]>, name: string) => (
    <figure className="w-1/2 max-w-64">
      <svg viewBox="6 4 188 432" role="group" aria-label={name} className="w-full">
        {Object.entries(shapes).map(([id, paths]) => {
          const district = byId.get(id);
          if (!district) return null;
          return (
            <a
              key={id}
              href={`/${language}${topicPath("district", district.slug)}`}
              data-district={id}
              aria-label={district.name}
              className="body-part"
            >
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
    <div className="body-map grid gap-x-8 gap-y-6 md:grid-cols-2 lg:grid-cols-[3fr_2.6fr]">
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
              <span className="source whitespace-nowrap">
                {t("facilities", { count: district.facilities })}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
