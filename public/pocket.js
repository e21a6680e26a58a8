/* Keeps the pocket plan in the browser, where the reader asks for it, and takes it away again. Nothing else is kept. */

const section = document.querySelector("[data-pocket]");
const store = "pocket";
/* Set as somebody signs out: what is still on its way is not kept any more. */
let isOver = false;
document.querySelector("[data-sign-out]")?.addEventListener("submit", () => {
  isOver = true;
});

/* Read without opening the store, which would make it. */
const keptCopy = () => caches.match(section.dataset.page, { cacheName: store });

async function show(state) {
  const kept = await keptCopy();
  const at = kept?.headers.get("x-kept-at");
  state.textContent = at
    ? `${section.dataset.kept} ${new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" }).format(new Date(at))}`
    : section.dataset.none;
}

/* The file as it stands, under the address at which it is looked for without a connection. */
async function keep() {
  const answer = await fetch(section.dataset.pocket);
  if (!answer.ok) return;
  const file = await answer.text();
  await navigator.serviceWorker.register("/pocket-worker.js");
  if (isOver) return;
  const cache = await caches.open(store);
  await cache.put(
    section.dataset.page,
    new Response(file, {
      headers: {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
        "x-kept-at": new Date().toISOString(),
      },
    }),
  );
  await navigator.storage?.persist?.();
}

async function remove() {
  await caches.delete(store);
  for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
}

if (section && "serviceWorker" in navigator && "caches" in window) {
  const state = section.querySelector("[data-pocket-state]");
  section.hidden = false;
  await show(state);
  section.querySelector("[data-pocket-keep]").addEventListener("click", async () => {
    await keep().catch(() => undefined);
    await show(state);
  });
  section.querySelector("[data-pocket-remove]").addEventListener("click", async () => {
    await remove().catch(() => undefined);
    await show(state);
  });
  // What is kept is made anew whenever the page is opened with a connection.
  if (await keptCopy()) {
    await keep().catch(() => undefined);
    await show(state);
  }
}
