/** The headers of tus 1.0 that a sender writes. */

const longest = 2_000;

/** The header Upload-Metadata: names, each with its value in base64. Null where it is not written as the protocol says. */
export function readMetadata(header: string): Map<string, string> | null {
  const values = new Map<string, string>();
  if (header.length > longest) return null;
  for (const pair of header.split(",")) {
    const [name = "", value = "", more] = pair.trim().split(" ");
    if (
      !/^[\w-]{1,40}$/.test(name) ||
      more !== undefined ||
      !/^[A-Za-z0-9+/]*={0,2}$/.test(value) ||
      values.has(name)
    )
      return null;
    values.set(name, Buffer.from(value, "base64").toString("utf8"));
  }
  return values;
}

/** A count of bytes as the protocol writes it; null where it is none. */
export const readCount = (header: string | undefined): number | null =>
  /^\d{1,15}$/.test(header ?? "") ? Number(header) : null;

/** The header Upload-Checksum: null where there is none, "unknown" where it is of a kind that we don't keep. */
export function readChecksum(header: string | undefined): Buffer | "unknown" | null {
  if (header === undefined) return null;
  const [, text = ""] = /^sha256 ([A-Za-z0-9+/]{43}=)$/.exec(header) ?? [];
  return text ? Buffer.from(text, "base64") : "unknown";
}
