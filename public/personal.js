/* The one script of pages that know their reader: new notices as they come, problems brought into view, one press a form. */

/* Whoever signs out leaves no plan behind on this device. */
document
  .querySelector("[data-sign-out]")
  ?.addEventListener("submit", () => "caches" in window && caches.delete("pocket"));

const badge = document.querySelector("[data-unread]");

function say(count) {
  if (!badge) return;
  badge.hidden = count === 0;
  badge.textContent = String(count);
  badge.closest("a")?.classList.toggle("font-semibold", count > 0);
}

/* A case that has moved is shown as it is now, unless somebody is writing into the page. */
async function follow() {
  const shown = document.querySelector("[data-stamp]");
  const isWriting = [
    ...document.querySelectorAll("main textarea, main input:not([type=hidden])"),
  ].some((field) =>
    field.type === "file"
      ? field.files.length > 0
      : ["checkbox", "radio"].includes(field.type)
        ? field.checked !== field.defaultChecked
        : field.value !== field.defaultValue,
  );
  if (!shown || isWriting) return;
  const answer = await fetch(location.href);
  if (!answer.ok) return location.reload();
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = next.querySelector("[data-stamp]");
  if (fresh && fresh.dataset.stamp !== shown.dataset.stamp)
    document.querySelector("main").replaceWith(next.querySelector("main"));
}

if (badge && "EventSource" in window) {
  const live = new EventSource("/api/live");
  live.addEventListener("notices", (event) => {
    const count = Number(event.data);
    const before = Number(badge.textContent);
    say(count);
    const list = document.querySelector("[data-live-list]");
    if (list && count > before) location.reload();
  });
  live.addEventListener("changed", follow);
  live.addEventListener("ended", () => {
    live.close();
    location.reload();
  });
  addEventListener("pagehide", () => live.close());
}

for (const form of document.querySelectorAll("form[data-form]")) {
  form.addEventListener("submit", () => {
    const button = form.querySelector("button[type=submit]");
    setTimeout(() => button?.setAttribute("aria-disabled", "true"));
    setTimeout(() => button?.removeAttribute("aria-disabled"), 8000);
  });
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
    setTimeout(() => {
      sent = false;
    }, 8000);
  });
}

/* A page kept by the browser for its "back" shows nothing of somebody who has signed out since. */
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

document.querySelector("[role=alert][tabindex]")?.focus();

for (const menu of document.querySelectorAll("header details")) {
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}

/* A long form saves itself: some seconds after the last sign, and when the page is left. What is saved is said. */
for (const place of document.querySelectorAll("[data-autosave]")) {
  const form = place.querySelector("form");
  const line = place.querySelector("[data-saved]");
  const revision = form.querySelector("[name=revision]");
  let waiting = 0;
  let running = null;
  let isBusy = false;
  async function save() {
    clearTimeout(waiting);
    waiting = 0;
    const body = new FormData(form);
    body.set("does", "save");
    const answer = await fetch(location.pathname, { method: "POST", body });
    const fresh = new DOMParser()
      .parseFromString(await answer.text(), "text/html")
      .querySelector("[data-autosave]");
    const next = fresh?.querySelector("[name=revision]")?.value;
    /* Another window was faster, or the session is over: the next press of the button says so. */
    if (!answer.ok || !next || Number(next) !== Number(revision.value) + 1) return;
    revision.value = next;
    line.textContent = place.dataset.autosave.replace(
      "{time}",
      new Date().toLocaleTimeString(document.documentElement.lang, {
        hour: "2-digit",
        minute: "2-digit",
      }),
    );
  }
  const start = () => {
    isBusy = true;
    running = (running ?? Promise.resolve())
      .then(save)
      .catch(() => undefined)
      .finally(() => {
        isBusy = false;
      });
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(start, 3000);
  });
  /* A press of a button waits for what is being saved, and goes out with the revision that this made. */
  place.addEventListener(
    "submit",
    (event) => {
      clearTimeout(waiting);
      waiting = 0;
      if (!isBusy) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      void running.then(() => form.requestSubmit(event.submitter));
    },
    true,
  );
  document.addEventListener(
    "visibilitychange",
    () => document.visibilityState === "hidden" && waiting && start(),
  );
}

/* A step on the way tapped on a poor line is kept on this device with its time, and sent once when there is a connection. */
const taps = "taps";
const kept = () => JSON.parse(localStorage.getItem(taps) ?? "[]");
async function sendTaps() {
  if (!navigator.onLine) return false;
  for (const tap of kept()) {
    const body = new FormData();
    for (const [name, value] of tap.fields) body.append(name, value);
    const answer = await fetch(tap.path, { method: "POST", body }).catch(() => null);
    /* Without an answer, or with the session over, it stays for the next time. */
    if (!answer?.url.includes("/partner/orders/")) return false;
    localStorage.setItem(taps, JSON.stringify(kept().filter(({ id }) => id !== tap.id)));
  }
  return true;
}
const steps = document.querySelector("[data-taps]");
if (steps) {
  const line = steps.querySelector("[data-taps-state]");
  const tell = () => {
    line.hidden = kept().length === 0;
  };
  const settle = async () => {
    const before = kept().length;
    if (before > 0 && (await sendTaps())) location.reload();
    tell();
  };
  steps.addEventListener("submit", (event) => {
    const body = new FormData(event.target, event.submitter);
    body.set("at", new Date().toISOString());
    const id = body.get("tap");
    event.preventDefault();
    if (kept().some((tap) => tap.id === id)) return;
    localStorage.setItem(
      taps,
      JSON.stringify([...kept(), { id, path: location.pathname, fields: [...body] }]),
    );
    settle();
  });
  addEventListener("online", settle);
  settle();
}
