/* The one script of the public pages: suggestions while typing, the remembered comparison, the chosen language. */

const store = {
  read() {
    try {
      const list = JSON.parse(localStorage.getItem("compare") || "[]");
      return Array.isArray(list)
        ? list.filter((slug) => /^[a-z0-9-]{1,120}$/.test(slug)).slice(0, 4)
        : [];
    } catch {
      return [];
    }
  },
  write(list) {
    try {
      localStorage.setItem("compare", JSON.stringify(list.slice(-4)));
    } catch {
      /* A browser that keeps nothing still compares through the address. */
    }
  },
};

function comparison() {
  for (const link of document.querySelectorAll("a[data-compare]")) {
    link.addEventListener("click", () => {
      const list = store.read().filter((slug) => slug !== link.dataset.compare);
      list.push(link.dataset.compare);
      store.write(list);
      const [path, query] = link.getAttribute("href").split("?");
      const topic = new URLSearchParams(query).get("topic");
      link.href = `${path}?${list
        .slice(-4)
        .map((slug) => `facility=${slug}`)
        .join("&")}${topic ? `&topic=${topic}` : ""}`;
    });
  }
  for (const link of document.querySelectorAll("a[data-uncompare]")) {
    link.addEventListener("click", () =>
      store.write(store.read().filter((slug) => slug !== link.dataset.uncompare)),
    );
  }
}

function language() {
  for (const link of document.querySelectorAll("a[data-language]")) {
    link.addEventListener("click", () => {
      document.cookie = `language=${link.dataset.language}; Path=/; Max-Age=31536000; SameSite=Lax${location.protocol === "https:" ? "; Secure" : ""}`;
    });
  }
  for (const menu of document.querySelectorAll("header details")) {
    menu.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && menu.open) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    });
    document.addEventListener("click", (event) => {
      if (menu.open && !menu.contains(event.target)) menu.open = false;
    });
  }
}

/* The filters show at once what they leave; without scripts the button does it. */
function filters() {
  const form = document.querySelector("form[data-filters]");
  if (!form) return;
  form.addEventListener("submit", () => {
    for (const field of form.elements) if (field.name && !field.value) field.disabled = true;
  });
  addEventListener("pageshow", () => {
    for (const field of form.elements) field.disabled = false;
  });
}

/* A combobox after the ARIA pattern: the list is opened by typing, walked with arrows, left with Escape. */
function suggestions(form) {
  const input = form.querySelector("input[name=q]");
  const list = document.createElement("ul");
  const status = document.createElement("p");
  const id = `${input.id}-list`;
  list.id = id;
  list.hidden = true;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.querySelector("label").textContent);
  status.className = "sr-only";
  status.setAttribute("role", "status");
  input.parentElement.append(list);
  form.append(status);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": id,
  }))
    input.setAttribute(name, value);

  let asked = 0;
  let chosen = -1;
  let timer = 0;
  const options = () => [...list.children];
  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (at) => {
    const all = options();
    chosen = (at + all.length) % all.length;
    for (const [index, option] of all.entries())
      option.setAttribute("aria-selected", String(index === chosen));
    input.setAttribute("aria-activedescendant", all[chosen].id);
    all[chosen].scrollIntoView({ block: "nearest" });
  };
  const show = (results) => {
    list.replaceChildren(
      ...results.map((result, at) => {
        const option = document.createElement("li");
        option.id = `${id}-${at}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.url = result.url;
        const name = document.createElement("bdi");
        name.textContent = result.name;
        const why = document.createElement("span");
        why.className = "source";
        why.textContent = result.why;
        option.append(name, " ", why);
        option.addEventListener("mousedown", (event) => {
          event.preventDefault();
          location.assign(result.url);
        });
        return option;
      }),
    );
    list.hidden = results.length === 0;
    chosen = -1;
    input.setAttribute("aria-expanded", String(results.length > 0));
    input.removeAttribute("aria-activedescendant");
    status.textContent =
      results.length === 0
        ? form.dataset.none
        : form.dataset.some.replace("#", String(results.length));
  };
  const ask = async () => {
    const text = input.value.trim();
    const turn = ++asked;
    if (text.length < 2) return close();
    try {
      const answer = await fetch(
        `/api/search?typing=1&limit=7&locale=${form.dataset.suggest}&q=${encodeURIComponent(text.slice(0, 200))}`,
      );
      if (!answer.ok || turn !== asked) return;
      show((await answer.json()).results);
    } catch {
      close();
    }
  };
  input.addEventListener("input", (event) => {
    if (event.isComposing) return;
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  });
  input.addEventListener("compositionend", ask);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options().length > 0) {
      event.preventDefault();
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      choose(event.key === "ArrowDown" ? chosen + 1 : chosen < 0 ? -1 : chosen - 1);
    } else if (event.key === "Enter" && chosen >= 0 && !list.hidden) {
      event.preventDefault();
      location.assign(options()[chosen].dataset.url);
    }
  });
}

/* On touch a first tap on the body map names the part, so that small ones need no aim; the second opens it. */
function bodyMap() {
  const map = document.querySelector("[data-body-map]");
  if (!map) return;
  const root = map.closest(".body-map");
  let lit = null;
  map.addEventListener("click", (event) => {
    const part = event.target.closest("a[data-district]");
    if (!part || !matchMedia("(hover: none)").matches || part.dataset.district === lit) return;
    event.preventDefault();
    lit = part.dataset.district;
    for (const one of root.querySelectorAll("[data-district]"))
      one.classList.toggle("is-lit", one.dataset.district === lit);
    root
      .querySelector(`li > [data-district="${lit}"]`)
      .scrollIntoView({ block: "nearest", behavior: "auto" });
  });
}

comparison();
language();
filters();
bodyMap();
for (const form of document.querySelectorAll("form[data-suggest]")) suggestions(form);
