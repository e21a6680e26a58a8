import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { languageOf, metadataOf } from "@/app/address";
import { TextPage } from "@/content/pages/components/text-page";
import type { PageName } from "@/content/pages/rules";
import { Frame } from "@/ui/layout/frame";

export type TextProps = { params: Promise<{ locale: string }> };

export async function textMetadata(page: PageName, { params }: TextProps): Promise<Metadata> {
  const language = languageOf((await params).locale);
  const t = await getTranslations({ locale: language, namespace: "content" });
  return metadataOf({
    language,
    path: `/${page}`,
    title: t(`${page}.title`),
    description: t(`${page}.lead`),
  });
}

type More = { children: ReactNode; tags: readonly string[] };

export async function TextRoute(page: PageName, { params }: TextProps, more?: More) {
  const language = languageOf((await params).locale);
  const t = await getTranslations({ locale: language, namespace: "content" });
  return (
    <Frame
      language={language}
      path={`/${page}`}
      tags={more?.tags ?? []}
      crumbs={[{ name: t(`${page}.title`) }]}
    >
      <TextPage page={page} />
      {more?.children}
    </Frame>
  );
}
