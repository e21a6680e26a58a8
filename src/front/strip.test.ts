import { expect, test } from "vitest";
import { strip } from "./strip";

test("what only a framework in the browser needs is gone, and the document is whole", async () => {
  const page = `<!DOCTYPE html><html lang="ar" dir="rtl"><head><link rel="preload" as="script" href="/_next/a.js"/><link rel="stylesheet" href="/a.css"/><meta charSet="utf-8"/><meta name="portal-tags" content="topic:D01 facility:a"/><script>self.__next_f=[]</script><script type="application/ld+json">{"a":"<\\/script> & b"}</script></head><body><!--$--><svg viewBox="0 0 1 1"></svg><p title="1 &lt; 2">a &amp; ب</p><!--/$--><script src="/_next/b.js" async=""></script><script src="/portal.js?v=1" defer=""></script><script>self.x("</p>")</script></body></html>`;
  const { html, tags } = await strip(page);
  expect(html).toBe(
    `<!DOCTYPE html><html lang="ar" dir="rtl"><head><link rel="stylesheet" href="/a.css"/><meta charset="utf-8"/><script type="application/ld+json">{"a":"<\\/script> & b"}</script></head><body><svg viewBox="0 0 1 1"></svg><p title="1 &lt; 2">a &amp; ب</p><script src="/portal.js?v=1" defer=""></script></body></html>`,
  );
  expect(tags).toEqual(["topic:D01", "facility:a"]);
});
