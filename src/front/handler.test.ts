import { describe, expect, test } from "vitest";
import { isOwnPost, ownCookies } from "./personal";

const own = ["https://portal.example"];
const local = ["http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000"];

describe("a form", () => {
  test.each([
    ["our own page", "https://portal.example", "same-origin", own],
    [
      "our own page, by a browser that says nothing of the site",
      "https://portal.example",
      undefined,
      own,
    ],
    ["our own page, by a browser that sends no origin", undefined, "same-origin", own],
    ["one's own machine by any of its names", "http://127.0.0.1:3000", undefined, local],
    ["one's own machine over IPv6", "http://[::1]:3000", "same-origin", local],
  ])("posted from %s is ours", (_where, origin, site, ours) => {
    expect(isOwnPost(origin, site, ours)).toBe(true);
  });

  test.each([
    ["another site", "https://evil.example", "cross-site"],
    ["another site that says it is this one", "https://evil.example", "same-origin"],
    ["a page without an origin", "null", "same-origin"],
    ["nowhere", "", "same-origin"],
    ["another port", "https://portal.example:8443", "same-site"],
    ["the same name without TLS", "http://portal.example", "cross-site"],
    ["a name that begins like ours", "https://portal.example.evil.example", undefined],
    ["a name that ends like ours", "https://evilportal.example", undefined],
    ["a neighbour under the same domain", "https://www.portal.example", "same-site"],
    ["our name with a path", "https://portal.example/en", undefined],
    ["our name in capitals", "HTTPS://PORTAL.EXAMPLE", undefined],
    ["another site, without an origin", undefined, "cross-site"],
    ["a neighbour, without an origin", undefined, "same-site"],
    ["an address typed by hand", undefined, "none"],
    ["a program that says nothing", undefined, undefined],
  ])("posted from %s is not", (_where, origin, site) => {
    expect(isOwnPost(origin, site, own)).toBe(false);
  });

  test("is nobody's where no origin is ours", () => {
    expect(isOwnPost("https://portal.example", "same-origin", [])).toBe(false);
  });
});

describe("the cookies that get through", () => {
  const token = "Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmE";

  test.each([
    ["a session", `session=${token}`, `session=${token}`],
    ["a session under TLS", `__Host-session=${token}`, `__Host-session=${token}`],
    ["those among many others", `_ga=GA1.2.3; session=${token}; tracker=1`, `session=${token}`],
    ["those after a semicolon without a space", `a=b;session=${token}`, `session=${token}`],
    ["nothing of none", undefined, ""],
    ["nothing of an empty one", "", ""],
    ["no name that only ends like ours", `xsession=${token}; __Host-xsession=${token}`, ""],
    ["no name that only begins like ours", `session2=${token}; session-id=${token}`, ""],
    ["no other case of ours", `Session=${token}`, ""],
    [
      "no value with signs that none of ours has",
      "session=a b; session=a,b; session=a\r\nX-Evil: 1; session=é",
      "",
    ],
    ["no value without an end", `session=${"a".repeat(65)}`, ""],
    ["no empty value", "session=", ""],
    [
      "none that the framework would take for its own",
      "__prerender_bypass=1; __next_preview_data=x; NEXT_LOCALE_=de",
      "",
    ],
  ])("are %s", (_which, sent, passed) => {
    expect(ownCookies(sent)).toBe(passed);
  });

  test("hold the language that was chosen", async () => {
    const { languageCookie } = await import("@/platform/i18n/rules");
    expect(ownCookies(`x=1; ${languageCookie}=ar; session=${token}`)).toBe(
      `${languageCookie}=ar; session=${token}`,
    );
  });
});
