import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { log } from "@/platform/log";
import { type Front, handler } from "./handler";
import { frontShares, keepPace } from "./loads";

/** A renderer whose answers a test decides. */
let render: (request: IncomingMessage, response: ServerResponse) => void;
const sockets = new Set<object>();
const renderer = createServer({ keepAliveTimeout: 0 }, (request, response) => {
  sockets.add(request.socket);
  render(request, response);
});
const front = createServer();
const address = (server: typeof front) => (server.address() as AddressInfo).port;
const page = (response: ServerResponse, words = "a page") =>
  response.writeHead(200, { "Content-Type": "text/html" }).end(`<p>${words}</p>`);
const get = (path: string, who: string, init: RequestInit = {}) =>
  fetch(`http://127.0.0.1:${address(front)}${path}`, {
    redirect: "manual",
    ...init,
    headers: { Cookie: `session=${who.padEnd(43, "x")}`, ...init.headers },
  });
const form = (who: string, size: number) =>
  get("/en/account", who, {
    method: "POST",
    headers: {
      Cookie: `session=${who.padEnd(43, "x")}`,
      Origin: "http://localhost:3000",
      "Content-Type": "application/x-www-form-urlencoded",
    },
    body: `a=${"b".repeat(size)}`,
  });

/** Does a thing again and again until what waits for it is through. */
async function finish(waiting: Promise<unknown>, act: () => void) {
  let isOver = false;
  waiting.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    act();
    await wait(1);
  }
}

beforeAll(async () => {
  process.env.PUBLIC_URL = "http://localhost:3000";
  process.env.DATABASE_URL ??= "postgresql://nobody@127.0.0.1:1/none";
  for (const server of [renderer, front]) {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  }
  front.on(
    "request",
    handler({
      port: address(renderer),
      isDraining: () => false,
      problems: new Map([
        ["too-many:en", Buffer.from("<p>Too many</p>")],
        ["unsaved:en", Buffer.from('<form action="{action}">{words}</form>')],
      ]),
      crowd: { isTooMuch: async () => false },
      shares: frontShares(),
      publisher: {},
    } as unknown as Front),
  );
});
afterAll(() => {
  for (const server of [renderer, front]) server.close().closeAllConnections();
});
beforeEach(() => {
  render = (_, response) => page(response);
});

describe("one neighbour who", () => {
  test("opens sixty pages at once has four made at a time, and somebody else is served meanwhile", async () => {
    let working = 0;
    let most = 0;
    const held: (() => void)[] = [];
    render = (request, response) => {
      if (!request.headers.cookie?.includes("greedy")) return page(response, "theirs");
      working++;
      most = Math.max(most, working);
      held.push(() => {
        working--;
        page(response);
      });
    };
    const all = Array.from({ length: 60 }, () => get("/en/account", "greedy"));
    while (held.length < 4) await wait(5);
    const other = await get("/en/account", "modest");
    expect([other.status, await other.text()]).toEqual([200, "<p>theirs</p>"]);
    const done = Promise.all(all);
    await finish(done, () => held.shift()?.());
    expect(new Set((await done).map(({ status }) => status))).toEqual(new Set([200]));
    expect(most).toBe(4);
  });

  test("asks for still more is told so, cheaply and with a time", async () => {
    const held: ServerResponse[] = [];
    render = (_, response) => void held.push(response);
    const all = Array.from({ length: 70 }, () => get("/en/account", "crowding"));
    const early = await Promise.race(all);
    expect([early.status, await early.text()]).toEqual([429, "<p>Too many</p>"]);
    expect(Number(early.headers.get("retry-after"))).toBeGreaterThan(0);
    const done = Promise.all(all);
    await finish(done, () => {
      const one = held.shift();
      if (one) page(one);
    });
    const counts = Map.groupBy(await done, ({ status }) => status);
    expect([...counts.keys()].sort()).toEqual([200, 429]);
    expect(counts.get(200)?.length).toBeGreaterThanOrEqual(64);
  });

  test("sends half of each of many forms holds nothing behind the front", async () => {
    let asked = 0;
    render = (_, response) => {
      asked++;
      page(response);
    };
    const halves = Array.from({ length: 70 }, () => {
      const socket = connect(address(front), "127.0.0.1");
      socket.on("error", () => undefined);
      socket.write(
        `POST /en/account HTTP/1.1\r\nHost: x\r\nOrigin: http://localhost:3000\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\na=`,
      );
      return socket;
    });
    await wait(50);
    expect(asked).toBe(0);
    expect((await get("/en/account", "modest")).status).toBe(200);
    for (const socket of halves) socket.destroy();
  });

  test("reads many files slowly keeps nobody from their pages", async () => {
    render = (request, response) => {
      if (!request.url?.startsWith("/api/")) return page(response);
      response.writeHead(200, { "Content-Disposition": "attachment", "Content-Type": "image/png" });
      response.write(Buffer.alloc(100));
    };
    const leaving = new AbortController();
    const slow = Array.from({ length: 66 }, () =>
      get("/api/copies/00000000-0000-0000-0000-000000000000", "slow", {
        signal: leaving.signal,
      }).catch(() => undefined),
    );
    await wait(50);
    const begun = performance.now();
    expect((await get("/en/account", "slow")).status).toBe(200);
    expect((await get("/en/account", "modest")).status).toBe(200);
    expect(performance.now() - begun).toBeLessThan(1000);
    leaving.abort();
    await Promise.all(slow);
  });
});

test("a kept connection that has died is no answer: the page is asked for again", async () => {
  await get("/en/account", "first");
  let times = 0;
  render = (request, response) => {
    times++;
    // What was kept is cut without a word; what is fresh is answered.
    if (times === 1) request.socket.destroy();
    else page(response, "again");
  };
  const answer = await get("/en/account", "second");
  expect([answer.status, await answer.text()]).toEqual([200, "<p>again</p>"]);
  expect(times).toBe(2);
});

test("a form goes over a connection of its own, once, and arrives whole", async () => {
  await get("/en/account", "first");
  const before = new Set(sockets);
  const bodies: string[] = [];
  render = async (request, response) => {
    expect(before.has(request.socket)).toBe(false);
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    bodies.push(Buffer.concat(parts).toString());
    request.socket.destroy();
    response.destroy();
  };
  const error = vi.spyOn(log, "error").mockReturnValue();
  expect((await form("first", 50_000)).status).toBe(503);
  error.mockRestore();
  expect(bodies).toEqual([`a=${"b".repeat(50_000)}`]);
});

test("a form that is larger than any is refused in words", async () => {
  expect((await form("first", 1_000_001)).status).toBe(413);
});

test("who takes nothing of a file is let go, who takes it is not", async () => {
  const server = createServer((_, response) => {
    const stop = keepPace(response, 100);
    response.on("close", stop);
    const more = () => {
      while (response.write(Buffer.alloc(64_000)));
    };
    response.on("drain", more);
    more();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const [taker, sleeper] = [0, 1].map(() => {
    const socket = connect(address(server), "127.0.0.1");
    socket.on("error", () => undefined);
    socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    return socket;
  });
  taker?.resume();
  let isCut = false;
  taker?.on("close", () => {
    isCut = true;
  });
  const open = () =>
    new Promise<number>((done) => server.getConnections((_, count) => done(count)));
  while ((await open()) < 2) await wait(5);
  while ((await open()) > 1) await wait(20);
  expect(isCut).toBe(false);
  for (const socket of [taker, sleeper]) socket?.destroy();
  server.close().closeAllConnections();
});

describe("a form that can't be taken", () => {
  const words = "Fa male dopo <mangiato>, da «tre» settimane.";
  const write = (fields: Record<string, string>) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    return get("/en/second-opinion/ask/1/story?from=x", "writer", {
      method: "POST",
      headers: { Cookie: `session=${"writer".padEnd(43, "x")}`, Origin: "http://localhost:3000" },
      body,
    });
  };
  const fields = { $ACTION_ID_a1: "", key: "00000000-0000-4000-8000-000000000000", story: words };

  test.each([
    ["the renderer failed", 500, 503],
    ["its page is of an older portal", 404, 404],
  ])("because %s gives the words back, ready to be sent again", async (_, rendered, told) => {
    render = (request, response) => {
      request.resume();
      response.writeHead(rendered).end();
    };
    const warn = vi.spyOn(log, "warn").mockReturnValue();
    const answer = await write(fields);
    warn.mockRestore();
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([told, "no-store"]);
    const page = await answer.text();
    const shown = "Fa male dopo &lt;mangiato&gt;, da «tre» settimane.";
    expect(page).toContain(`>${shown}</p>`);
    expect(page).toContain(`<input type="hidden" name="story" value="${shown}">`);
    expect(page).toContain('name="$ACTION_ID_a1"');
    expect(page).toContain('<form action="/en/second-opinion/ask/1/story?from=x">');
    expect(page).not.toContain(">00000000-0000");
  });

  test("writes no password into a page, and gives nothing back where nothing was typed", async () => {
    render = (request, response) => {
      request.resume();
      response.writeHead(500).end();
    };
    const warn = vi.spyOn(log, "warn").mockReturnValue();
    for (const typed of [{ ...fields, password: "a secret of mine" }, { key: fields.key }]) {
      const answer = await write(typed);
      expect(answer.status).toBe(500);
      expect(await answer.text()).not.toContain("hidden");
    }
    warn.mockRestore();
  });
});
