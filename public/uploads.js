/* Sends files by parts, on the pages of a case and of a radiology office alone. Without it their forms take one small file at a time. */

const words = document.querySelector("[data-uploads]")?.dataset ?? {};
/* Parts begin with eight megabytes and follow the line: each is there within seconds. */
const firstPart = 8 * 1024 * 1024;
const largestPart = 32 * 1024 * 1024;
const smallestPart = 256 * 1024;
const atOnce = 2;
const keptDays = 7;
const waits = [1, 2, 5, 10, 20, 30];
const waiting = [];
let running = 0;
let done = 0;
let failed = 0;

const say = (name, values = {}) =>
  (words[name] ?? words.errorOther ?? "").replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
const sizeOf = (bytes) =>
  new Intl.NumberFormat(document.documentElement.lang, {
    style: "unit",
    unit: "megabyte",
    maximumFractionDigits: 1,
  }).format(bytes / 1e6);
const sha256 = async (bytes) =>
  crypto.subtle ? new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)) : null;
const base64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
const utf8 = (text) => base64(new TextEncoder().encode(text));
const pause = (seconds) =>
  new Promise((resolve) => {
    setTimeout(resolve, seconds * 1000);
    addEventListener("online", resolve, { once: true });
  });

/* What a form sends: for which request and as what, or by which link. */
function targetOf(form) {
  const value = (name) => form.elements.namedItem(name)?.value ?? "";
  const token = value("token");
  return {
    headers: token ? { "Upload-Link": token } : {},
    about: token ? {} : { requestId: value("requestId"), kind: value("kind") },
  };
}

function ask(method, path, headers, body, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, path);
    for (const [name, value] of Object.entries({ "Tus-Resumable": "1.0.0", ...headers }))
      request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => progress?.(event.loaded);
    request.onload = () => resolve(request);
    request.onerror = request.ontimeout = request.onabort = () => reject(new Error("broken off"));
    progress?.(0, request);
    request.send(body ?? null);
  });
}

const errorIn = (answer) => {
  try {
    return JSON.parse(answer.responseText).error;
  } catch {
    return "other";
  }
};
const nameOfError = (code) =>
  `error${code.replace(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase())}`;

/* Where a file goes on after the page was closed: under a hash, because a file's name can be a person's. */
async function memoryOf({ about, headers }, file) {
  const text = [
    about.requestId,
    about.kind,
    headers["Upload-Link"],
    file.webkitRelativePath,
    file.name,
    file.size,
    file.lastModified,
  ].join("|");
  const hash = await sha256(new TextEncoder().encode(text));
  const key = hash && `upload:${base64(hash)}`;
  return {
    get: () => (key ? JSON.parse(localStorage.getItem(key) ?? "null")?.path : null),
    set: (path) => key && localStorage.setItem(key, JSON.stringify({ path, at: Date.now() })),
    clear: () => key && localStorage.removeItem(key),
  };
}

class Sending {
  constructor(form, file, list) {
    Object.assign(this, {
      file,
      target: targetOf(form),
      offset: 0,
      part: firstPart,
      isPaused: false,
      isOver: false,
    });
    this.line = document.createElement("li");
    this.line.className = "border-b border-line py-3";
    this.text = document.createElement("p");
    this.bar = document.createElement("progress");
    this.bar.max = file.size || 1;
    this.bar.value = 0;
    this.bar.className = "my-1 block w-full";
    this.toggle = this.button("pause", () => this.hold(!this.isPaused));
    this.stop = this.button("cancel", () => this.giveUp());
    this.line.append(this.text, this.bar, this.toggle, this.stop);
    list.append(this.line);
    this.bar.setAttribute("aria-label", file.name);
    this.tell("waiting");
  }

  button(word, press) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "min-h-11 cursor-pointer pe-4 text-green underline";
    made.textContent = say(word);
    made.setAttribute("aria-label", `${say(word)}: ${this.file.name}`);
    made.addEventListener("click", press);
    return made;
  }

  get values() {
    return {
      name: `\u2068${this.file.name}\u2069`,
      percent: Math.floor((100 * this.bar.value) / this.bar.max),
      size: sizeOf(this.file.size),
    };
  }

  tell(word) {
    this.text.textContent = say(word, this.values);
  }

  hold(isPaused) {
    this.isPaused = isPaused;
    this.toggle.textContent = say(isPaused ? "resume" : "pause");
    this.toggle.setAttribute("aria-label", `${this.toggle.textContent}: ${this.file.name}`);
    if (isPaused) this.request?.abort();
    else this.goOn?.();
    this.tell(isPaused ? "paused" : "progress");
  }

  async giveUp() {
    this.isOver = true;
    this.request?.abort();
    this.goOn?.();
    this.line.remove();
    if (this.path) await ask("DELETE", this.path, this.target.headers).catch(() => undefined);
    this.memory?.clear();
  }

  fail(code) {
    this.isOver = true;
    failed++;
    if (["not-found", "lost", "illegal"].includes(code)) this.memory.clear();
    const known = nameOfError(code) in words ? nameOfError(code) : "errorOther";
    this.text.textContent = say(known, this.values);
    this.text.className = "text-warm";
    for (const part of [this.bar, this.toggle, this.stop]) part.remove();
  }

  /* Finds or makes the upload, then sends part after part from wherever the server says it is. */
  async run() {
    this.memory = await memoryOf(this.target, this.file);
    this.path = this.memory.get();
    for (let tries = 0; !this.isOver; ) {
      if (this.isPaused) await new Promise((resolve) => (this.goOn = resolve));
      if (this.isOver) return;
      try {
        const before = this.offset;
        const outcome = await this.step();
        if (outcome === "done") return this.finish();
        if (outcome) return this.fail(outcome);
        tries = this.offset > before ? 0 : tries + 1;
        if (tries > 3) await pause(waits[Math.min(tries, waits.length) - 1]);
      } catch {
        if (this.isPaused || this.isOver) continue;
        this.mustAsk = true;
        this.part = Math.max(smallestPart, this.part / 2);
        this.text.textContent = say("again", this.values);
        await pause(waits[Math.min(tries++, waits.length - 1)]);
      }
    }
  }

  async step() {
    const { headers, about } = this.target;
    if (!this.path) {
      const metadata = Object.entries({ ...about, filename: this.file.name }).map(
        ([name, value]) => `${name} ${utf8(value)}`,
      );
      const made = await ask("POST", "/api/uploads", {
        ...headers,
        "Upload-Length": String(this.file.size),
        "Upload-Metadata": metadata.join(),
      });
      if (made.status !== 201)
        return made.status >= 500 && made.status !== 507 ? this.later() : errorIn(made);
      this.path = made.getResponseHeader("Location");
      this.memory.set(this.path);
      return null;
    }
    if (this.mustAsk || this.offset === 0) {
      const head = await ask("HEAD", this.path, headers);
      if (head.status === 404 || head.status === 410) {
        this.memory.clear();
        this.path = null;
        this.offset = 0;
        return null;
      }
      if (head.status !== 200) return head.status >= 500 ? this.later() : "not-found";
      this.mustAsk = false;
      this.offset = Number(head.getResponseHeader("Upload-Offset"));
      this.bar.value = this.offset;
      if (this.offset === this.file.size) return "done";
    }
    return this.sendPart(headers);
  }

  async sendPart(headers) {
    const body = await this.file.slice(this.offset, this.offset + this.part).arrayBuffer();
    const sum = await sha256(body);
    const begun = performance.now();
    const all = {
      ...headers,
      "Content-Type": "application/offset+octet-stream",
      "Upload-Offset": String(this.offset),
    };
    if (sum) all["Upload-Checksum"] = `sha256 ${base64(sum)}`;
    const answer = await ask("PATCH", this.path, all, body, (sent, request) => {
      if (request) this.request = request;
      this.bar.value = this.offset + Math.min(sent, body.byteLength);
      this.tell("progress");
    });
    if (answer.status === 204) {
      this.offset = Number(answer.getResponseHeader("Upload-Offset"));
      this.bar.value = this.offset;
      // What breaks off is sent again from its beginning.
      const seconds = (performance.now() - begun) / 1000;
      if (seconds < 4) this.part = Math.min(largestPart, this.part * 2);
      else if (seconds > 15) this.part = Math.max(smallestPart, this.part / 2);
      return this.offset === this.file.size ? "done" : null;
    }
    if ([409, 423, 460].includes(answer.status) || (answer.status >= 500 && answer.status !== 507))
      return this.later();
    return errorIn(answer);
  }

  async later() {
    this.mustAsk = true;
    await pause(2);
    return null;
  }

  finish() {
    this.isOver = true;
    done++;
    this.memory.clear();
    this.bar.value = this.bar.max;
    this.tell("done");
    for (const part of [this.bar, this.toggle, this.stop]) part.remove();
  }
}

/* One line for everybody who listens instead of looking: after each file, not at each step. */
const status = document.createElement("p");
status.setAttribute("role", "status");
status.className = "source mt-2";

function next() {
  while (running < atOnce && waiting.length > 0) {
    const sending = waiting.shift();
    if (sending.isOver) continue;
    running++;
    sending
      .run()
      .catch(() => sending.fail("other"))
      .finally(() => {
        running--;
        const left = waiting.filter((one) => !one.isOver).length + running;
        status.textContent = say(left > 0 ? "all" : "finished", { done, left });
        next();
        if (left > 0 || done === 0) return;
        for (const input of document.querySelectorAll("input[type=file]")) input.value = "";
        sessionStorage.setItem("uploads", String(done));
        if (failed === 0) location.reload();
      });
  }
}

const isBusy = () => running > 0 || waiting.some((one) => !one.isOver);

function start(form, files) {
  let list = form.querySelector("[data-upload-list]");
  if (!list) {
    list = document.createElement("ul");
    list.dataset.uploadList = "";
    form.append(list);
  }
  form.append(status);
  for (const file of files) waiting.push(new Sending(form, file, list));
  next();
}

function enhance(input) {
  const form = input.form;
  input.multiple = true;
  if (!("webkitdirectory" in input) || !words.folder) return;
  const folder = document.createElement("input");
  folder.type = "file";
  folder.webkitdirectory = true;
  folder.className = "block max-w-full";
  const label = document.createElement("label");
  label.className = "mb-5 block font-semibold";
  label.append(words.folder, folder);
  (input.closest("div") ?? input).after(label);
  folder.addEventListener("change", () => start(form, [...folder.files]));
}

for (const input of document.querySelectorAll("form[data-form] input[type=file][name=file]"))
  enhance(input);

document.addEventListener(
  "submit",
  (event) => {
    const input = event.target.querySelector("input[type=file][name=file]");
    if (!input || input.files.length === 0 || !words.progress) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    start(event.target, [...input.files]);
  },
  true,
);

addEventListener("beforeunload", (event) => isBusy() && event.preventDefault());

for (const key of Object.keys(localStorage).filter((name) => name.startsWith("upload:"))) {
  const { at } = JSON.parse(localStorage.getItem(key));
  if (Date.now() - at > keptDays * 86_400_000) localStorage.removeItem(key);
  else status.textContent = say("resumable");
}
const before = sessionStorage.getItem("uploads");
sessionStorage.removeItem("uploads");
if (before) status.textContent = say("finished", { done: before });
document.querySelector("[data-uploads]")?.after(status);
