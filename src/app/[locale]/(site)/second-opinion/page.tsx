import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { languageOf, metadataOf } from "@/app/address";
import { takesRequests } from "@/cases/care-path/queries";
import { facilityBySlug } from "@/catalogue/facilities/queries";
import { isSlug } from "@/catalogue/facilities/schema";
import { topicNames } from "@/catalogue/topics/queries";
import { topicKinds } from "@/catalogue/topics/rules";
import { TextPage } from "@/content/pages/components/text-page";
import { Frame } from "@/ui/layout/frame";

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const language = languageOf((await params).locale);
  const t = await getTranslations({ locale: language, namespace: "content.second-opinion" });
  return metadataOf({
    language,
    path: "/second-opinion",
    title: t("title"),
    description: t("lead"),
  });
}

export default async function Page({ params, searchParams }: Props) {
  const language = languageOf((await params).locale);
  const query = await searchParams;
  const t = await getTranslations({ locale: language, namespace: "content.second-opinion" });
  const named = topicKinds.flatMap((kind) =>
    isSlug(query[kind]) ? [{ kind, slug: query[kind] }] : [],
  );
  const [topics, facility] = await Promise.all([
    topicNames(language, named),
    isSlug(query.facility) ? facilityBySlug(language, query.facility) : null,
  ]);
  const [start, isOpen] = await Promise.all([
    getTranslations({ locale: language, namespace: "cases.start" }),
    takesRequests(),
  ]);
  const first = named[0];
  const known = new URLSearchParams({
    ...(first ? { topic: `${first.kind}:${first.slug}` } : {}),
    ...(facility ? { facility: facility.slug } : {}),
  });
  const about = [...topics.map((topic) => topic.name), ...(facility ? [facility.name] : [])];
  return (
    <Frame
      language={language}
      path="/second-opinion"
      tags={["topics", "settings", ...(facility ? [`facility:${facility.slug}`] : [])]}
      crumbs={[{ name: t("title") }]}
    >
      <TextPage page="second-opinion" without={isOpen ? ["when"] : []}>
        {about.length > 0 && (
          <p className="mt-4 border-s-4 border-green bg-green-soft px-4 py-3">
            {t("about", { name: about.join(" · ") })}
          </p>
        )}
        {isOpen && (
          <p className="mt-6">
            <a
              className="button"
              href={`/${language}/second-opinion/start${known.size > 0 ? `?${known}` : ""}`}
            >
              {start("begin")}
            </a>
          </p>
        )}
      </TextPage>
    </Frame>
  );
}
