import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { refuseNoise } from "./connections";

async function said(words: string): Promise<string> {
  const server = createServer(
    { headersTimeout: 60, connectionsCheckingInterval: 20, maxHeaderSize: 2048 },
    (_, response) => response.end("an answer"),
  );
  refuseNoise(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  if (words) socket.write(words);
  let answer = "";
  socket.on("data", (part) => {
    answer += part;
  });
  await new Promise((done) => socket.on("close", done).on("error", () => undefined));
  return answer;
}

test("a connection opened ahead and never used is closed without an answer", async () => {
  expect(await said("")).toBe("");
});

test.each([
  ["half a head", "GET / HTTP/1.1\r\nHost: x\r\n", "408 Request Timeout"],
  ["no request at all", "hello\r\n\r\n", "400 Bad Request"],
  ["too long a head", `GET / HTTP/1.1\r\nX: ${"x".repeat(4000)}\r\n\r\n`, "431 Request Header"],
])("%s is answered in words", async (_, words, status) => {
  const answer = await said(words);
  expect(answer).toContain(`HTTP/1.1 ${status}`);
  expect(answer).toContain("X-Content-Type-Options: nosniff");
  expect(answer).toMatch(/\r\n\r\n[A-Z][A-Za-z ]+\n$/);
});
