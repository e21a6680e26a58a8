import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./src/platform/i18n/request.ts");

const config: NextConfig = {
  poweredByHeader: false,
  // The front compresses once and stores; compressing at every request costs more than it serves.
  compress: false,
  // Metadata goes into the head for every reader: a page is a complete document without scripts.
  htmlLimitedBots: /.*/,
  generateBuildId: () => process.env.PORTAL_BUILD ?? "development",
  serverExternalPackages: [
    "pg",
    "pino",
    "@prisma/client",
    "@resvg/resvg-js",
    "opencc-js",
    "pinyin-pro",
    "harfbuzzjs",
  ],
  typedRoutes: false,
  // The front counts what comes in and cuts off what is too much for its form.
  experimental: { serverActions: { bodySizeLimit: "52mb" } },
};

export default withNextIntl(config);
