import { inflateSync } from "node:zlib";
import type { ByteSource } from "../archives/source";
import { ContentFault } from "./fault";

/** A paper of some hundred scanned pages. What is longer can't be looked through in memory. */
const longest = 200_000_000;
const longestObjects = 50_000_000;

/** Names of what makes a PDF do something by itself or carry something else. */
const acts =
  /\/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|GoToE|ImportData|SubmitForm)(?![A-Za-z0-9])/;
const opensAddress = /\/(?:OpenAction|AA)\s*<<[^>]{0,300}\/URI/;
const isStream = /\bstream\r?\n/g;

/** A name can be written with its letters as numbers: /J#61vaScript. */
const spelledOut = (text: string) =>
  text.replaceAll(/#([0-9a-fA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );

/**
 * Refuses a PDF that is cut, locked, or that acts: scripts, programs to start, files and forms inside. Looks at the
 * objects as they lie and at those packed together; what is packed in a way that can't be read counts as unsafe.
 */
export async function checkPdf(source: ByteSource): Promise<void> {
  if (source.size > longest) throw new ContentFault("too-long");
  const text = (await source.read(0, source.size)).toString("latin1");
  if (!text.slice(-2048).includes("%%EOF") || !/startxref|trailer/.test(text))
    throw new ContentFault("truncated");
  const plain: string[] = [];
  let isLocked = false;
  for (const { before, dictionary, content } of streamsOf(text)) {
    plain.push(before);
    isLocked ||= /\/Encrypt(?![A-Za-z0-9])/.test(dictionary);
    if (/\/ObjStm(?![A-Za-z0-9])/.test(dictionary) && !isLocked)
      plain.push(unpacked(dictionary, content));
  }
  const objects = spelledOut(plain.join("\n"));
  if (isLocked || /\/Encrypt(?![A-Za-z0-9])/.test(objects)) throw new ContentFault("password");
  if (acts.test(objects) || opensAddress.test(objects)) throw new ContentFault("unsafe-pdf");
  // A stream that only looks like one could hide an object: names that long do not come about by chance.
  if (/\/(?:JavaScript|EmbeddedFiles?|RichMedia)(?![A-Za-z0-9])/.test(spelledOut(text)))
    throw new ContentFault("unsafe-pdf");
}

type Stream = { before: string; dictionary: string; content: string };

function* streamsOf(text: string): Generator<Stream> {
  let at = 0;
  isStream.lastIndex = 0;
  for (let found = isStream.exec(text); found; found = isStream.exec(text)) {
    const begin = found.index + found[0].length;
    const end = text.indexOf("endstream", begin);
    const before = text.slice(at, found.index);
    at = end < 0 ? text.length : end;
    yield {
      before,
      dictionary: spelledOut(before.slice(Math.max(0, before.lastIndexOf(" obj")))),
      content: text.slice(begin, at),
    };
    isStream.lastIndex = at + "endstream".length;
  }
  yield { before: text.slice(at), dictionary: "", content: "" };
}

/** Objects packed together are text once unpacked, as long as nothing else was done to them. */
function unpacked(dictionary: string, content: string): string {
  if (!/\/Filter/.test(dictionary)) return content;
  const isPlain =
    /\/Filter\s*\[?\s*\/(?:FlateDecode|Fl)\s*\]?\s*(?:\/|>>)/.test(dictionary) &&
    !/\/Predictor\s+[2-9]|\/Predictor\s+1\d/.test(dictionary);
  if (!isPlain) throw new ContentFault("unsafe-pdf");
  try {
    return inflateSync(Buffer.from(content, "latin1"), {
      maxOutputLength: longestObjects,
    }).toString("latin1");
  } catch {
    throw new ContentFault("unsafe-pdf");
  }
}
