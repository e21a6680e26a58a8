import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { onRequestError } from "@/instrumentation";
import { log } from "@/platform/log";
import { type Front, handler } from "./handler";
import { frontShares } from "./loads";
import { Unrendered } from "./renderer";

const portOf = (server: Server) => (server.address() as AddressInfo).port;
const listen = (server: Server) =>
  new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));

/** A renderer that fails, and keeps under which reference it was asked. */
const asked: string[] = [];
const renderer = createServer((request, response) => {
  asked.push(String(request.headers["x-portal-reference"]));
  response.writeHead(500).end();
});
const front = createServer();

beforeAll(async () => {
  process.env.PUBLIC_URL = "http://localhost:3000";
  process.env.DATABASE_URL ??= "postgresql://nobody@127.0.0.1:1/none";
  await Promise.all([listen(renderer), listen(front)]);
  front.on(
    "request",
    handler({
      port: portOf(renderer),
      isDraining: () => false,
      problems: new Map([["problem:en", Buffer.from("<p>Reference: {reference}</p>")]]),
      crowd: { isTooMuch: async () => false },
      shares: frontShares(),
      publisher: {
        isAtHand: () => false,
        answer: async () => {
          throw new Unrendered(500, "abcd1234");
        },
      },
    } as unknown as Front),
  );
});
afterAll(() => {
  renderer.close();
  front.close();
});

describe("the reference on a page that says sorry", () => {
  test("is the one under which the page of a person was asked for", async () => {
    const warn = vi.spyOn(log, "warn").mockReturnValue();
    const answer = await fetch(`http://127.0.0.1:${portOf(front)}/en/account`);
    expect(answer.status).toBe(500);
    const [, reference] = /Reference: (\w{8})/.exec(await answer.text()) ?? [];
    expect(asked).toEqual([reference]);
    expect(warn).toHaveBeenCalledWith(expect.any(String), { reference });
    warn.mockRestore();
  });

  test("is the one under which a public page was asked for", async () => {
    const error = vi.spyOn(log, "error").mockReturnValue();
    const answer = await fetch(`http://127.0.0.1:${portOf(front)}/en/facilities`);
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain("Reference: abcd1234");
    error.mockRestore();
  });

  test("stands in the log beside the error, with the pattern of the address and not the address", async () => {
    vi.stubEnv("NEXT_RUNTIME", "nodejs");
    const said = vi.spyOn(log, "error").mockReturnValue();
    const error = new TypeError("of undefined");
    await onRequestError(
      error,
      {
        path: "/en/images?token=secret",
        method: "GET",
        headers: { "x-portal-reference": "abcd1234" },
      },
      {
        routerKind: "App Router",
        routePath: "/[locale]/images",
        routeType: "render",
        revalidateReason: undefined,
      },
    );
    expect(said.mock.calls).toEqual([
      [expect.any(String), error, { reference: "abcd1234", path: "/[locale]/images" }],
    ]);
    said.mockRestore();
    vi.unstubAllEnvs();
  });
});
