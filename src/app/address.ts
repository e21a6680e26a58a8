import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { setRequestLocale } from "next-intl/server";
import { env } from "@/platform/env";
import { defaultLanguage, isLanguage, type Language, languages } from "@/platform/i18n/rules";

/** The language of a page, from its path alone. An unknown one is not found. */
export function languageOf(locale: string): Language {
  if (!isLanguage(locale)) notFound();
  setRequestLocale(locale);
  return locale;
}

export const absolute = (path: string) => `${env().PUBLIC_URL}${path}`;

type About = {
  language: Language;
  path: string;
  title: string;
  description: string;
  picture?: string;
  isIndexed?: boolean;
};

/** What every public page says of itself in its head: title, canonical address, the other languages, a picture. */
export function metadataOf({
  language,
  path,
  title,
  description,
  picture,
  isIndexed = true,
}: About): Metadata {
  const address = (of: Language) => absolute(`/${of}${path}`);
  const image = absolute(picture ?? `/og/${language}/home`);
  return {
    title: title === "Health Lombardy" ? title : `${title} · Health Lombardy`,
    description,
    alternates: {
      canonical: address(language),
      languages: {
        ...Object.fromEntries(languages.map((one) => [one, address(one)])),
        "x-default": address(defaultLanguage),
      },
    },
    openGraph: {
      type: "website",
      siteName: "Health Lombardy",
      title,
      description,
      url: address(language),
      locale: language,
      images: [{ url: image, width: 1200, height: 630, alt: title }],
    },
    twitter: { card: "summary_large_image" },
    ...(isIndexed ? {} : { robots: { index: false, follow: true } }),
  };
}
