import type { Server } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { securityHeaders } from "./headers";

const answers: Record<string, string> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

/**
 * Answers connections whose words are no request. One that never said anything is closed without a word: browsers open
 * connections ahead, and would take an answer to nothing for the answer to what they ask next.
 */
export function refuseNoise(server: Server) {
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (!socket.writable) return;
    if ((socket as Socket).bytesRead === 0) return void socket.destroy();
    const status = answers[error.code ?? ""] ?? "400 Bad Request";
    const body = `${status.slice(4)}\n`;
    const headers = Object.entries({
      ...securityHeaders,
      "Content-Type": "text/plain; charset=utf-8",
      "Content-Length": body.length,
      Connection: "close",
    }).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 ${status}\r\n${headers.join("")}\r\n${body}`);
  });
}
