import { isIP, isIPv4 } from "node:net";

/** A v4 address that came in over a v6 socket, as what it is. */
const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");

function wide(address: string): string[] {
  const [head = "", tail] = address.toLowerCase().split("::");
  const before = head.split(":").filter(Boolean);
  const after = (tail ?? "").split(":").filter(Boolean);
  return tail === undefined
    ? before
    : [...before, ...Array(Math.max(0, 8 - before.length - after.length)).fill("0"), ...after];
}

const firstOf = (address: string, groups: number) =>
  `${wide(address)
    .slice(0, groups)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":")}::/${groups * 16}`;

/** The network an address lies in, coarse enough not to name a home: /24 in IPv4, /48 in IPv6. */
export function networkOf(address: string): string {
  const ip = plain(address);
  if (isIPv4(ip)) return `${ip.split(".").slice(0, 3).join(".")}.0/24`;
  if (ip === "::1") return ip;
  return isIP(ip) ? firstOf(ip, 3) : "unknown";
}

/** Whose tries are counted together: one address in IPv4, one customer's /64 in IPv6. */
export function limitedAddress(address: string): string {
  const ip = plain(address);
  return isIPv4(ip) ? ip : isIP(ip) ? firstOf(ip, 4) : "unknown";
}

/** Who asks: the socket's other end, or what a trusted proxy there says of it, read from its own end. */
export function clientAddress(
  remote: string,
  forwarded: string | undefined,
  trusted: readonly string[],
): string {
  let address = plain(remote);
  const steps = (forwarded ?? "")
    .split(",")
    .map((step) => plain(step.trim()))
    .reverse();
  for (const step of steps) {
    if (!isIP(address) || !trusted.includes(address) || !isIP(step)) break;
    address = step;
  }
  return address;
}
