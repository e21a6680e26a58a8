/** A part of the viewer's page, which the page must have. */
export function part<Kind extends Element>(within: ParentNode, selector: string): Kind {
  const found = within.querySelector<Kind>(selector);
  if (!found) throw new Error(`the viewer lacks ${selector}`);
  return found;
}
