/* Without a connection, a journey's pages answer with the pocket plan that was kept; with one, nothing is touched. */

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  const journey = /^\/[a-z]{2}\/journey\/[2-9a-z]{8}/.exec(pathname)?.[0];
  if (event.request.mode !== "navigate" || origin !== location.origin || !journey) return;
  event.respondWith(
    fetch(event.request).catch(async () => {
      const kept = await (await caches.open("pocket")).match(`${journey}/pocket`);
      return kept ?? Response.error();
    }),
  );
});
