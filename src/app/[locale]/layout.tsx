import "@/ui/styles/theme.css";
import "@/ui/styles/parts.css";
import "@/ui/styles/fonts.css";
import "@/ui/styles/print.css";
import type { Metadata, Viewport } from "next";
import { setRequestLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { defaultLanguage, directionOf, isLanguage, type Language } from "@/platform/i18n/rules";

// The front stores what is rendered; Next itself keeps nothing.
export const dynamic = "force-dynamic";

export const metadata: Metadata = {
  icons: { icon: "/favicon.svg" },
  formatDetection: { telephone: false },
};

export const viewport: Viewport = { width: "device-width", initialScale: 1, themeColor: "#0a4d33" };

/** The cuts that the first screen of a page is set in, by language: asked for before the styles name them. */
const cuts = (language: Language) => [
  ...(language === "ar" ? ["arabic-400", "arabic-600"] : ["sans-latin-600"]),
  ...(language === "ru" ? ["sans-cyrillic-400", "sans-cyrillic-600", "serif-cyrillic-500"] : []),
  "sans-latin-400",
  "serif-latin-500",
];

type Props = { children: ReactNode; params: Promise<{ locale: string }> };

export default async function Layout({ children, params }: Props) {
  const { locale } = await params;
  const language = isLanguage(locale) ? locale : defaultLanguage;
  setRequestLocale(language);
  return (
    <html lang={language} dir={directionOf(language)}>
      <head>
        {cuts(language).map((cut) => (
          <link
            key={cut}
            rel="preload"
            as="font"
            type="font/woff2"
            crossOrigin="anonymous"
            href={`/fonts/hl-${cut}-v1.woff2`}
          />
        ))}
      </head>
      <body>{children}</body>
    </html>
  );
}
