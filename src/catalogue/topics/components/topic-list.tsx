import { useTranslations } from "next-intl";
import type { Language } from "@/platform/i18n/rules";
import type { TopicCard } from "../queries";
import { topicPath } from "../rules";

/** Topics as a list in columns: each name leads to its page, with how many facilities say they look after it. */
export function TopicList({
  language,
  topics,
  hasAbout = false,
}: {
  language: Language;
  topics: readonly TopicCard[];
  hasAbout?: boolean;
}) {
  const t = useTranslations("catalogue.topics");
  return (
    <ul
      className={hasAbout ? "grid gap-x-10 md:grid-cols-2" : "gap-x-10 sm:columns-2 lg:columns-3"}
    >
      {topics.map((topic) => (
        <li key={topic.id} className="rule break-inside-avoid py-2.5">
          <a
            href={`/${language}${topicPath(topic.kind, topic.slug)}`}
            lang={topic.isTranslated ? undefined : "en"}
            className={hasAbout ? "font-serif text-lead" : undefined}
          >
            {topic.name}
          </a>{" "}
          <span className="source whitespace-nowrap">
            {t("facilities", { count: topic.facilities })}
          </span>
          {hasAbout && <p className="text-quiet">{topic.about}</p>}
        </li>
      ))}
    </ul>
  );
}
