import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** The file that every scanner knows, in two parts, so that none takes this one for it. */
export const eicar = Buffer.from(
  ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join(""),
);

export const isClamdInstalled = spawnSync("clamd", ["--version"]).status === 0;

/** Debian's clamd with one signature of our own: the test file, anywhere in a file. */
export async function startClamd(): Promise<{ address: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "portal-clamd-"));
  const socket = join(folder, "clamd.sock");
  writeFileSync(join(folder, "test.ndb"), `Test.File:0:*:${eicar.toString("hex")}\n`);
  const settings = [
    `DatabaseDirectory ${folder}`,
    `LocalSocket ${socket}`,
    "Foreground yes",
    "AlertExceedsMax yes",
    "StreamMaxLength 25M",
    "MaxThreads 4",
  ];
  writeFileSync(join(folder, "clamd.conf"), `${settings.join("\n")}\n`);
  const clamd: ChildProcess = spawn("clamd", ["-c", join(folder, "clamd.conf")], {
    stdio: "ignore",
  });
  for (let tries = 0; !existsSync(socket); tries++) {
    if (tries > 300 || clamd.exitCode !== null) throw new Error("clamd did not start");
    await wait(100);
  }
  return {
    address: `unix:${socket}`,
    async stop() {
      const ended = new Promise((resolve) => clamd.once("exit", resolve));
      clamd.kill("SIGKILL");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Manner = "well" | "down" | "silent" | "cut" | "strange" | "limit" | "blind";

/**
 * Speaks as clamd does, and in all the ways in which one can go wrong. What it finds it finds itself, or has a real
 * clamd find, which can't say how old its signatures are when they are ours.
 */
export class Scanner {
  manner: Manner = "well";
  /** How the scanner names its signatures. */
  version = `ClamAV 1.4.6/27500/${new Date().toUTCString().replace(/^(\w+), (\d+) (\w+) (\d+) ([\d:]+) GMT$/, "$1 $3 $2 $5 $4")}`;
  scans = 0;
  bytes = 0;
  largest = 0;
  behind: string | null = null;
  private readonly server = createServer(
    (socket) => void this.talk(socket).catch(() => socket.destroy()),
  );

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    const address = this.server.address();
    if (typeof address !== "object" || !address) throw new Error("no address");
    return `tcp://127.0.0.1:${address.port}`;
  }

  close(): void {
    this.server.close();
  }

  private async talk(socket: Socket): Promise<void> {
    socket.on("error", () => undefined);
    if (this.manner === "down") return void socket.destroy();
    if (this.manner === "silent") return;
    let got = Buffer.alloc(0);
    let isAsked = false;
    const content: Buffer[] = [];
    for await (const part of socket as AsyncIterable<Buffer>) {
      got = Buffer.concat([got, part]);
      if (got.toString("latin1", 0, 10) === "zVERSION\0")
        return void socket.end(this.manner === "strange" ? "what?\0" : `${this.version}\0`);
      if (!isAsked && got.length >= 10) {
        isAsked = true;
        got = got.subarray(10);
      }
      if (this.manner === "cut" && content.length > 0) return void socket.destroy();
      for (
        ;
        isAsked && got.length >= 4 && got.length >= 4 + got.readUInt32BE(0);
        got = got.subarray(4 + got.readUInt32BE(0))
      ) {
        const length = got.readUInt32BE(0);
        if (length === 0) return void socket.end(`${await this.verdict(Buffer.concat(content))}\0`);
        content.push(got.subarray(4, 4 + length));
      }
    }
  }

  private async verdict(bytes: Buffer): Promise<string> {
    if (bytes.equals(eicar))
      return this.manner === "blind" ? "stream: OK" : "stream: Test.File FOUND";
    this.scans++;
    this.bytes += bytes.length;
    this.largest = Math.max(this.largest, bytes.length);
    if (this.manner === "strange") return "stream: whatever";
    if (this.manner === "limit") return "INSTREAM size limit exceeded. ERROR";
    if (this.behind) return askReal(this.behind, bytes);
    return bytes.includes(eicar) ? "stream: Test.File FOUND" : "stream: OK";
  }
}

/** The same bytes in one piece to a real clamd. */
async function askReal(address: string, bytes: Buffer): Promise<string> {
  const socket = connect(address.slice("unix:".length));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  socket.write(
    Buffer.concat([
      Buffer.from("zINSTREAM\0"),
      ...(bytes.length > 0 ? [length, bytes] : []),
      Buffer.alloc(4),
    ]),
  );
  let answer = "";
  for await (const part of socket as AsyncIterable<Buffer>) answer += part.toString();
  return answer.replace("\0", "");
}
