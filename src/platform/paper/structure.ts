import { type Objects, type Ref, type Value, words } from "./objects";

/** An element of the tree that a screen reader follows. `marks` are the pieces of pages that show it. */
export type Element = {
  type: string;
  language?: string;
  attributes?: Value;
  alt?: string;
  /** The text in the order of reading, where what is drawn follows the eye from the left. */
  actual?: string;
  children: Element[];
  marks: { page: number; id: number }[];
  links: { page: number; annotation: Ref }[];
};

type About = Pick<Element, "language" | "attributes" | "alt">;

export function element(type: string, parent?: Element, about: About = {}): Element {
  const made = { type, ...about, children: [], marks: [], links: [] };
  parent?.children.push(made);
  return made;
}

/** All elements in the order of reading. */
export const inOrder = (root: Element): Element[] => [root, ...root.children.flatMap(inOrder)];

/** Writes the tree and, for each page and each link, the way back from what is drawn to its element. */
export function writeStructure(objects: Objects, document: Element, pages: readonly Ref[]): Ref {
  const root = objects.reserve();
  const all = inOrder(document);
  const refs = new Map(all.map((one) => [one, objects.reserve()]));
  const refOf = (one: Element) => refs.get(one) ?? root;
  const pageOf = (page: number) => pages[page] as Ref;
  const parents = new Map<Element, Element>(
    all.flatMap((one) => one.children.map((child) => [child, one] as const)),
  );
  for (const one of all) {
    const parent = parents.get(one);
    objects.set(refOf(one), {
      Type: "/StructElem",
      S: `/${one.type}`,
      P: parent ? refOf(parent) : root,
      Lang: one.language === undefined ? undefined : words(one.language),
      Alt: one.alt === undefined ? undefined : words(one.alt),
      ActualText: one.actual === undefined ? undefined : words(one.actual),
      A: one.attributes,
      K: [
        ...one.marks.map(({ page, id }) => ({ Type: "/MCR", Pg: pageOf(page), MCID: id })),
        ...one.links.map(({ page, annotation }) => ({
          Type: "/OBJR",
          Pg: pageOf(page),
          Obj: annotation,
        })),
        ...one.children.map(refOf),
      ],
    });
  }
  const ofPages = pages.map((_, page) => {
    const marks = all.flatMap((one) =>
      one.marks.filter((mark) => mark.page === page).map(({ id }) => ({ id, ref: refOf(one) })),
    );
    return objects.add(marks.sort((a, b) => a.id - b.id).map(({ ref }) => ref));
  });
  const ofLinks = all.flatMap((one) => one.links.map(() => refOf(one)));
  const numbers = [...ofPages, ...ofLinks].flatMap((ref, at): Value[] => [at, ref]);
  return objects.set(root, {
    Type: "/StructTreeRoot",
    K: [refOf(document)],
    ParentTree: objects.add({ Nums: numbers }),
    ParentTreeNextKey: numbers.length / 2,
  });
}
