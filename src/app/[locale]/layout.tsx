import "@/ui/styles/theme.css";
import "@/ui/styles/parts.css";
import "@/ui/styles/fonts.css";
import "@/ui/styles/print.css";
import type { Metadata, Viewport } from "next";
import { setRequestLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { defaultLanguage, directionOf, isLanguage } from "@/platform/i18n/rules";

// The front stores what is rendered; Next itself keeps nothing.
export const dynamic = "force-dynamic";

export const metadata: Metadata = {
  icons: { icon: "/favicon.svg" },
  formatDetection: { telephone: false },
};

export const viewport: Viewport = { width: "device-width", initialScale: 1, themeColor: "#0a4d33" };

type Props = { children: ReactNode; params: Promise<{ locale: string }> };

export default async function Layout({ children, params }: Props) {
  const { locale } = await params;
  const language = isLanguage(locale) ? locale : defaultLanguage;
  setRequestLocale(language);
  return (
    <html lang={language} dir={directionOf(language)}>
      <body>{children}</body>
    </html>
  );
}
