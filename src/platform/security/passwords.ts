import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { dictionary } from "@zxcvbn-ts/language-common";

/** OWASP's first choice for Argon2id: 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 };
const tagLength = 32;
const derive = promisify(argon2);

/** Each takes 19 MiB and a core: more at once would only wait for one another. */
const mostAtOnce = 4;
const mostWaiting = 200;
let running = 0;
const waiting: (() => void)[] = [];

export class TooBusy extends Error {}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= mostAtOnce) {
    if (waiting.length >= mostWaiting) throw new TooBusy("too many passwords to check");
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else running++;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

/** One password whatever keyboard it was typed on. */
const bytesOf = (password: string) => Buffer.from(password.normalize("NFKC"));
const plain = (bytes: Buffer) => bytes.toString("base64").replaceAll("=", "");

/** In the PHC form, `$argon2id$v=19$m=…,t=…,p=…$salt$hash`, so that the cost can be raised later. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await inTurn(() =>
    derive("argon2id", { message: bytesOf(password), nonce, tagLength, ...cost }),
  );
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${plain(nonce)}$${plain(tag)}`;
}

/** A hash of nothing anybody knows: checking against it takes as long as checking against a real one. */
const ofNobody = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${plain(randomBytes(16))}$${plain(randomBytes(tagLength))}`;

/** Takes the same time whether there is a hash or none. */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(
    hash ?? ofNobody,
  );
  if (!parts) throw new Error("a stored password hash is not in the PHC form");
  const [, memory, passes, parallelism, salt = "", tag = ""] = parts;
  const wanted = Buffer.from(tag, "base64");
  const given = await inTurn(() =>
    derive("argon2id", {
      message: bytesOf(password),
      nonce: Buffer.from(salt, "base64"),
      tagLength: wanted.length,
      memory: Number(memory),
      passes: Number(passes),
      parallelism: Number(parallelism),
    }),
  );
  return timingSafeEqual(given, wanted) && hash !== null;
}

const common = new Set<string>(dictionary["passwords-common"]);
/** Words that an attacker would try here first. */
const context = ["healthlombardy", "health-lombardy", "lombardy", "lombardia"];

/** Rows that fingers run along. */
const runs = [
  "01234567890123456789012345678901234567890",
  "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
  "qwertyuiopasdfghjklzxcvbnm",
  "qwertzuiopasdfghjklyxcvbnm",
  "azertyuiopqsdfghjklmwxcvbn",
];
const isRun = (text: string) =>
  runs.some((run) => run.includes(text) || run.includes([...text].reverse().join("")));

/** Whether a password is on the list of common ones, as it is or with what people add to one. */
export function isCommonPassword(password: string): boolean {
  const lower = password.normalize("NFKC").toLowerCase();
  const core = lower.replace(/^[\d\W_]+|[\d\W_]+$/g, "");
  const isRepeated = new Set(lower).size <= 3 || /^(.{1,5})\1+$/.test(lower);
  return (
    common.has(lower) ||
    (core.length < lower.length && core.length < 12 && common.has(core)) ||
    isRepeated ||
    isRun(lower) ||
    context.includes(core)
  );
}
