/** An element to be written: a value as its bytes, or the items of a sequence. Without a VR where the syntax writes none. */
export type Written = { tag: string; vr?: string } & ({ value: Buffer } | { items: Written[][] });

type Order = { isExplicit: boolean; isBigEndian: boolean };

const longForms = /^(?:OB|OD|OF|OL|OV|OW|SQ|SV|UC|UN|UR|UT|UV)$/;

/** Elements in the order of their tags, in a syntax; sequences and items with their lengths said. Of one tag twice the last counts. */
export function encode(elements: readonly Written[], order: Order): Buffer {
  const byTag = new Map(elements.map((element) => [element.tag, element]));
  const inOrder = [...byTag.values()].sort((one, other) => (one.tag < other.tag ? -1 : 1));
  return Buffer.concat(inOrder.map((element) => encodeOne(element, order)));
}

function encodeOne(element: Written, order: Order): Buffer {
  const value =
    "items" in element
      ? Buffer.concat(element.items.map((item) => itemOf(encode(item, order), order)))
      : element.value;
  return Buffer.concat([headOf(element.tag, element.vr ?? "UN", value.length, order), value]);
}

function itemOf(content: Buffer, order: Order): Buffer {
  return Buffer.concat([
    headOf("xfffee000", "", content.length, { ...order, isExplicit: false }),
    content,
  ]);
}

function headOf(
  tag: string,
  vr: string,
  length: number,
  { isExplicit, isBigEndian }: Order,
): Buffer {
  const isLong = longForms.test(vr);
  const head = Buffer.alloc(isExplicit && isLong ? 12 : 8);
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  view.setUint16(0, Number.parseInt(tag.slice(1, 5), 16), !isBigEndian);
  view.setUint16(2, Number.parseInt(tag.slice(5, 9), 16), !isBigEndian);
  if (isExplicit) head.write(vr, 4, "latin1");
  if (isExplicit && !isLong) view.setUint16(6, length, !isBigEndian);
  else view.setUint32(head.length - 4, length, !isBigEndian);
  return head;
}
