import { describe, expect, test } from "vitest";
import { listAddress, readCompare, readListQuery } from "./schema";

describe("the address of the list", () => {
  test("reads every filter and writes it back in one order", () => {
    const { query, wrong } = readListQuery({
      sort: "beds",
      province: "MI",
      district: "eyes",
      irccs: "yes",
      page: "2",
      near: "malpensa-airport",
      within: "25",
    });
    expect(wrong).toEqual([]);
    expect(listAddress(query)).toBe(
      "/facilities?district=eyes&province=MI&irccs=yes&near=malpensa-airport&within=25&sort=beds&page=2",
    );
  });

  test("an empty value is no filter", () => {
    expect(listAddress(readListQuery({ province: "", sort: "", page: "" }).query)).toBe(
      "/facilities",
    );
  });

  test.each([
    ["province", "XX"],
    ["page", "0"],
    ["page", "1e9"],
    ["page", "two"],
    ["within", "7"],
    ["district", "../etc"],
    ["accreditation", "five-stars"],
    ["sort", "best; drop table"],
  ])("%s=%s is named as not understood and left out", (name, value) => {
    const { query, wrong } = readListQuery({ [name]: value });
    expect(wrong).toEqual([name]);
    expect(listAddress(query)).toBe("/facilities");
  });

  test("a filter given twice counts once and is named", () => {
    const { query, wrong } = readListQuery({ province: ["MI", "BG"] });
    expect([query.province, wrong]).toEqual(["MI", ["province"]]);
  });
});

test("a comparison takes each facility once, in order, up to the limit", () => {
  expect(readCompare({ facility: ["a", "b", "a", "c", "d", "e", "<x>"] }, 4)).toEqual({
    slugs: ["a", "b", "c", "d"],
    tooMany: true,
  });
  expect(readCompare({}, 4)).toEqual({ slugs: [], tooMany: false });
});
