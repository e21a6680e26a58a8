import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Patient } from "../../src/platform/actor";
import { pool } from "../../src/platform/db/pool";
import { line, median, NotMeasured, now, ratio, timed } from "./report";
import { draft, somebody } from "./submitting";
import { until } from "./web";

const size = 1024 * 1024 * 1024;
/** What the script of our pages sends at once over a fast line. */
const part = 32 * 1024 * 1024;
const times = 3;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** A gigabyte through the front, sealed and synced, beside openssl sealing the same bytes to the same disk; and what the web needs for it. */
export async function measureUploading(address: string, folder: string) {
  const patient = await somebody();
  const { id: requestId } = await draft(patient);
  const cookie = `session=${await sessionOf(patient)}`;
  const file = join(folder, "upload-bench");
  const bytes = Buffer.concat(Array.from({ length: 4 }, () => randomBytes(size / 4)));
  writeFileSync(file, bytes);
  const pid = processAt(Number(new URL(address).port));
  const before = resident(pid);
  let most = before;
  const watching = setInterval(() => {
    most = Math.max(most, resident(pid));
  }, 20);
  const [sent, sealed]: [number[], number[]] = [[], []];
  for (let at = 0; at < times; at++) {
    sealed.push(await timed(() => openssl(file)));
    sent.push(await timed(() => upload(address, cookie, requestId, bytes)));
  }
  clearInterval(watching);
  rmSync(file);
  const speed = (taken: number) => `${(size / 1e6 / (taken / 1000)).toFixed(0)} MB/s`;
  line(
    "uploading 1 GB / openssl aes-256-ctr to disk, throughputs",
    `${ratio(median(sealed) / median(sent))} (${speed(median(sent))} / ${speed(median(sealed))})`,
    "0.60 at least",
  );
  line(
    "memory of the web while uploading, most",
    `${most.toFixed(0)} MB (before: ${before.toFixed(0)} MB)`,
    "below 300 MB",
  );
}

async function sessionOf({ personId }: Patient): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await pool().query(
    `WITH g AS (INSERT INTO role_grants (person_id, role) VALUES ($2, 'patient') RETURNING id)
     INSERT INTO sessions (token_hash, person_id, grant_id, is_complete, proved_at, proved_by, device, network, idle_ends_at, ends_at)
     SELECT $1, $2, id, true, now(), 'password', 'Firefox/Linux', '10.0.0.0/24', now() + interval '1 hour', now() + interval '1 hour' FROM g`,
    [createHash("sha256").update(token).digest(), personId],
  );
  return token;
}

async function openssl(file: string) {
  const out = `${file}.sealed`;
  const hex = (length: number) => randomBytes(length).toString("hex");
  await promisify(execFile)("openssl", [
    "enc",
    "-aes-256-ctr",
    "-K",
    hex(32),
    "-iv",
    hex(16),
    "-in",
    file,
    "-out",
    out,
  ]);
  await promisify(execFile)("sync", [out]);
  rmSync(out);
}

type Answer = { status: number; location: string };

function ask(
  address: string,
  path: string,
  method: string,
  headers: Record<string, string>,
  body?: Buffer,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(
      address + path,
      { method, agent, headers: { origin: address, "tus-resumable": "1.0.0", ...headers } },
      (answer) => {
        answer.resume();
        answer.on("end", () =>
          resolve({ status: answer.statusCode ?? 0, location: answer.headers.location ?? "" }),
        );
      },
    );
    asked.on("error", reject);
    asked.end(body);
  });
}

async function upload(address: string, cookie: string, requestId: string, bytes: Buffer) {
  const values = { requestId, kind: "imaging-dicom", filename: "bench" };
  const metadata = Object.entries(values).map(
    ([name, value]) => `${name} ${Buffer.from(value).toString("base64")}`,
  );
  const begun = await ask(address, "/api/uploads", "POST", {
    cookie,
    "upload-length": String(size),
    "upload-metadata": metadata.join(),
  });
  if (begun.status !== 201) throw new NotMeasured(`the upload was answered ${begun.status}`);
  for (let at = 0; at < size; at += part) {
    const headers = {
      cookie,
      "content-type": "application/offset+octet-stream",
      "upload-offset": String(at),
    };
    const { status } = await ask(
      address,
      begun.location,
      "PATCH",
      headers,
      bytes.subarray(at, at + part),
    );
    if (status !== 204) throw new NotMeasured(`a part was answered ${status}`);
  }
  const id = begun.location.split("/").at(-1);
  const begunAt = now();
  await until(
    async () =>
      (await pool().query("SELECT 1 FROM uploads WHERE id = $1 AND state = 'taken'", [id]))
        .rowCount === 1,
    60_000,
    "the upload was not taken",
  );
  if (now() - begunAt > 1000) throw new NotMeasured("the upload was taken late");
}

/** The program that listens on a port, by what its environment says. */
function processAt(port: number): number {
  const found = readdirSync("/proc").find((pid) => {
    try {
      return (
        /^\d+$/.test(pid) &&
        readFileSync(`/proc/${pid}/environ`, "utf8")
          .split("\0")
          .filter((one) => one === "PORTAL_PROCESS=web" || one === `PORT=${port}`).length === 2
      );
    } catch {
      return false;
    }
  });
  if (!found) throw new NotMeasured("the process of the web was not found");
  return Number(found);
}

const resident = (pid: number) =>
  Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
