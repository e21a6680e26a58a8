import { describe, expect, test } from "vitest";
import { readAddress } from "./addresses";

describe("an address", () => {
  test.each([
    ["/", "root"],
    ["/en", "page"],
    ["/ar/facilities/niguarda", "page"],
    ["/zh/search?q=x", "page"],
    ["/_next/static/chunks/a.css", "asset"],
    ["/fonts/hl-sans-latin-400-v1.woff2", "asset"],
    ["/viewer/decoder.js?v=1", "asset"],
    ["/viewer/../package.json", "unknown"],
    ["/sitemaps/en-0.xml", "document"],
    ["/og/en/facility/niguarda", "document"],
    ["/xx/facilities", "unknown"],
    ["/en/", "moved"],
    ["/en/facilities/?province=MI", "moved"],
    ["//evil.example/", "unknown"],
    ["/en//", "unknown"],
    ["/en/nothing", "unknown"],
    ["/en/facilities/a/b", "unknown"],
    ["/en/constructor", "unknown"],
    ["/en/facilities/..%2f..%2fetc", "unknown"],
    ["/_next/static/../../package.json", "unknown"],
    ["/en/%E0%A4%A", "unknown"],
    ["/en%00", "unknown"],
    ["//en", "unknown"],
    ["/en/facilities/NIGUARDA", "unknown"],
  ])("%s is a %s", (target, kind) => {
    expect(readAddress(target).kind).toBe(kind);
  });

  test("has one key for one state, whatever else stands in it and in whatever order", () => {
    const key = (target: string) => (readAddress(target) as { key: string }).key;
    expect(key("/en/facilities?sort=beds&province=MI&utm_source=x&page=")).toBe(
      key("/en/facilities?province=MI&sort=beds"),
    );
    expect(key("/en/method?x=1")).toBe("/en/method");
    expect(key(`/en/search?q=${"a".repeat(10_000)}`).length).toBeLessThan(1000);
  });
});
