import { personalBelow, personalSteps, publicPlaces } from "@/app/places";
import { isLanguage, type Language } from "@/platform/i18n/rules";

export type Address =
  | { kind: "root" }
  | { kind: "asset"; path: string; isImmutable: boolean }
  | { kind: "page"; language: Language; path: string; key: string; isDynamic: boolean }
  | { kind: "document"; key: string }
  | { kind: "moved"; to: string }
  /** A page, form or file of one person: rendered for them alone, kept by nobody. */
  | { kind: "personal" }
  | { kind: "inbox" }
  | { kind: "unknown" };

const sections: Record<string, readonly string[]> = Object.fromEntries(
  publicPlaces.map(({ path, takes }) => [path, takes]),
);

const mostValues = 8;
const longestValue = 900;

/** The parameters that matter, in one order, so that one state has one key whatever else is in the address. */
function normalised(query: URLSearchParams, names: readonly string[]): string {
  const kept = new URLSearchParams();
  for (const name of names)
    for (const value of query.getAll(name).slice(0, mostValues))
      if (value !== "") kept.append(name, value.slice(0, longestValue));
  const text = kept.toString();
  return text ? `?${text}` : "";
}

/** What an address asks for. `target` is the request line's: a path and perhaps a query. */
export function readAddress(target: string): Address {
  const at = target.indexOf("?");
  const raw = at < 0 ? target : target.slice(0, at);
  const query = new URLSearchParams(at < 0 ? "" : target.slice(at + 1));
  if (raw === "/") return { kind: "root" };
  let path: string;
  try {
    path = decodeURIComponent(raw);
  } catch {
    return { kind: "unknown" };
  }
  if (
    path.includes("\0") ||
    path.includes("\\") ||
    path.split("/").some((step) => step === ".." || step === ".")
  )
    return { kind: "unknown" };
  if (path.startsWith("/_next/static/")) return { kind: "asset", path, isImmutable: true };
  if (
    /^\/(?:portal\.js|personal\.js|uploads\.js|pocket\.js|pocket-worker\.js|favicon\.(?:ico|svg)|fonts\/[\w.-]+|viewer\/[\w.-]+|LICENSES\/[\w.-]+)$/.test(
      path,
    )
  )
    return {
      kind: "asset",
      path,
      isImmutable: query.has("v") || /^\/(?:fonts\/|viewer\/[\w-]+-[0-9A-Z]{8}\.)/.test(path),
    };
  if (
    /^\/(?:robots\.txt|sitemap\.xml|sitemaps\/[a-z]{2}-\d{1,5}\.xml|og\/[a-z]{2}\/(?:home|(?:facility|district|specialty|condition|treatment)\/[a-z0-9-]{1,120})|pictures\/[0-9a-f]{32}-\d{3,4}\.(?:avif|webp))$/.test(
      path,
    )
  )
    return { kind: "document", key: path };

  if (/^\/[a-z].*[^/]\/$/.test(path))
    return { kind: "moved", to: `${raw.slice(0, -1)}${at < 0 ? "" : target.slice(at)}` };
  if (path === "/demo/inbox") return { kind: "inbox" };
  if (
    /^\/api\/(?:copies|papers|partner-papers|proofs|translations|images|visa-files)\/[0-9a-f-]{36}$/.test(
      raw,
    )
  )
    return { kind: "personal" };
  if (/^\/api\/pocket\/[2-9a-z]{8}-[a-z]{2}$/.test(raw)) return { kind: "personal" };
  if (/^\/api\/calendars\/[\w-]{54}$/.test(raw)) return { kind: "personal" };
  if (/^\/api\/opinions\/[0-9a-f-]{36}\/[0-9a-f-]{36}$/.test(raw)) return { kind: "personal" };
  const [, language, section = "", ...rest] = path.split("/");
  const knowsItsReader =
    personalSteps.includes(section) || (personalBelow.includes(section) && rest.length > 0);
  if (
    isLanguage(language) &&
    knowsItsReader &&
    rest.length <= 4 &&
    rest.every((step) => /^[a-z0-9-]{1,60}$/.test(step)) &&
    raw === path
  )
    return { kind: "personal" };
  if (!isLanguage(language) || path.endsWith("/") || rest.length > 1) return { kind: "unknown" };
  const names = Object.hasOwn(sections, section) ? sections[section] : undefined;
  if (!names || (rest.length === 1 && !/^[a-z0-9-]{1,120}$/.test(rest[0] ?? "")))
    return { kind: "unknown" };
  const search = rest.length === 0 ? normalised(query, names) : "";
  return {
    kind: "page",
    language,
    path,
    key: `${path}${search}`,
    isDynamic: search !== "" || (section === "search" && rest.length === 0),
  };
}
