import { expect, test } from "vitest";
import { isPaperType, paperName, reasonOf } from "./rules";

test("papers are PDF or pictures, and nothing that can act", () => {
  expect(["application/pdf", "image/jpeg", "image/png"].every(isPaperType)).toBe(true);
  for (const type of ["image/svg+xml", "text/html", "application/zip", "", "toString"])
    expect(isPaperType(type), type).toBe(false);
});

test.each([
  ["../../etc/passwd.pdf", "application/pdf", "passwd.pdf"],
  ["C:\\papers\\licence.exe", "image/png", "licence.png"],
  ["fdp.\u202eecnecil", "application/pdf", "fdp.pdf"],
  ["", "application/pdf", "file.pdf"],
  ["\ud800a.pdf", "application/pdf", "\ufffda.pdf"],
])("a file called %j is kept as %s", (name, type, kept) => {
  expect(paperName(name, type)).toBe(kept);
});

test("what is wrong with a file is said in plain words", () => {
  expect(reasonOf("polyglot")).toBe("fileUnsafe");
  expect(reasonOf("unsafe-pdf")).toBe("fileUnsafe");
  expect(reasonOf("truncated")).toBe("fileBroken");
  expect(reasonOf("password")).toBe("filePassword");
  expect(reasonOf("type")).toBe("fileType");
});
