import { createHash } from "node:crypto";
import { parseSync } from "vite";

/** One small fault: what stands from `start` to `end` is replaced. `probe` is where a reader of the line comes by. */
export type Fault = {
  id: string;
  file: string;
  line: number;
  kind: Kind;
  start: number;
  end: number;
  put: string;
  probe: Probe;
};
type Probe = { at: number; until: number | null };
type Kind =
  | "refusal left out"
  | "limit moved"
  | "equality turned"
  | "and for or"
  | "half a condition"
  | "call left out"
  | "number plus one"
  | "condition of a query left out"
  | "equality of a query turned"
  | "one side always"
  | "true for false"
  | "entry of a list left out"
  | "smallest for largest"
  | "filter left out"
  | "minus for plus";

type Node = { type: string; start: number; end: number; [key: string]: unknown };
type Found = { node: Node; kind: Kind; start: number; end: number; put: string };

const turned: Record<string, [string, Kind]> = {
  "<": ["<=", "limit moved"],
  "<=": ["<", "limit moved"],
  ">": [">=", "limit moved"],
  ">=": [">", "limit moved"],
  "===": ["!==", "equality turned"],
  "!==": ["===", "equality turned"],
  "-": ["+", "minus for plus"],
};
const swapped = new Map([
  ["min", "max"],
  ["max", "min"],
  ["some", "every"],
  ["every", "some"],
]);
/** What a call says to whoever reads the log is no behaviour that a test should hold. */
const isTalk = /^(log|console|logger)\b/;

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";

function children(node: Node): Node[] {
  if (node.type.startsWith("TS") && !/^TS(As|Satisfies|NonNull)/.test(node.type)) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === "typeAnnotation" || key === "returnType" || key === "typeArguments"
      ? []
      : Array.isArray(value)
        ? value.filter(isNode)
        : isNode(value)
          ? [value]
          : [],
  );
}

/** Every small fault that can be put into a file, in the order of the text. */
export function faultsOf(file: string, text: string): Fault[] {
  const read = parseSync(file, text);
  if (read.errors.length > 0) throw new Error(`${file}: ${read.errors[0]?.message}`);
  const faults: Fault[] = [];
  const seen = new Map<string, number>();
  const walk = (node: Node, above: Node[]) => {
    if (node.type === "ImportDeclaration" || node.type === "ExportAllDeclaration") return;
    for (const found of [...faultsAt(node, above, text)]) {
      const shape = `${file}\0${found.kind}\0${text.slice(found.node.start, found.node.end)}\0${found.put}`;
      const nth = seen.get(shape) ?? 0;
      seen.set(shape, nth + 1);
      faults.push({
        id: createHash("sha256").update(`${shape}\0${nth}`).digest("hex").slice(0, 8),
        file,
        line: text.slice(0, found.start).split("\n").length,
        kind: found.kind,
        start: found.start,
        end: found.end,
        put: found.put,
        probe: probeOf([...above, node]),
      });
    }
    for (const child of children(node)) walk(child, [...above, node]);
  };
  walk(read.program as unknown as Node, []);
  return faults;
}

/** The nearest place where a statement may stand before the node, or the body of an arrow that is one expression. */
function probeOf(way: Node[]): Probe {
  for (let at = way.length - 1; at > 0; at--) {
    const node = way[at] as Node;
    const parent = way[at - 1] as Node;
    if (
      parent.type === "ArrowFunctionExpression" &&
      parent.body === node &&
      node.type !== "BlockStatement"
    )
      return { at: node.start, until: node.end };
    if (["BlockStatement", "Program", "SwitchCase"].includes(parent.type) && parent.test !== node)
      return { at: node.start, until: null };
  }
  return { at: 0, until: null };
}

function* faultsAt(node: Node, above: Node[], text: string): Generator<Found> {
  const parent = above.at(-1);
  const whole = (put: string, kind: Kind): Found => ({
    node,
    kind,
    start: node.start,
    end: node.end,
    put,
  });
  const said = (part: unknown) => text.slice((part as Node).start, (part as Node).end);

  if (node.type === "IfStatement" && !node.alternate && leaves(node.consequent as Node)) {
    const test = node.test as Node;
    yield { node, kind: "refusal left out", start: test.start, end: test.end, put: "false" };
  }
  if (node.type === "BinaryExpression" && turned[node.operator as string]) {
    const [put, kind] = turned[node.operator as string] as [string, Kind];
    const left = (node.left as Node).end;
    const start = left + text.slice(left).indexOf(node.operator as string);
    yield { node, kind, start, end: start + (node.operator as string).length, put };
  }
  if (node.type === "LogicalExpression" && node.operator !== "??") {
    const left = (node.left as Node).end;
    const start = left + text.slice(left).indexOf(node.operator as string);
    const put = node.operator === "&&" ? "||" : "&&";
    yield { node, kind: "and for or", start, end: start + 2, put };
    yield whole(said(node.left), "half a condition");
    yield whole(said(node.right), "half a condition");
  }
  if (node.type === "ConditionalExpression") {
    yield whole(`(${said(node.consequent)})`, "one side always");
    yield whole(`(${said(node.alternate)})`, "one side always");
  }
  if (node.type === "ExpressionStatement") {
    const inner = node.expression as Node;
    const call = inner.type === "AwaitExpression" ? (inner.argument as Node) : inner;
    if (call.type === "CallExpression" && !isTalk.test(said(call)))
      yield whole(";", "call left out");
  }
  if (
    node.type === "Literal" &&
    typeof node.value === "number" &&
    !["MemberExpression", "ArrayExpression"].includes(parent?.type ?? "")
  )
    yield whole(String((node.value as number) + 1), "number plus one");
  if (node.type === "Literal" && typeof node.value === "boolean")
    yield whole(String(!node.value), "true for false");
  if (node.type === "ArrayExpression") yield* shorterLists(node);
  if (node.type === "CallExpression" && (node.callee as Node).type === "MemberExpression") {
    const { object, property } = node.callee as unknown as { object: Node; property: Node };
    const put = swapped.get(said(property));
    if (put && (/^m/.test(put) ? said(object) === "Math" : true))
      yield { node, kind: "smallest for largest", start: property.start, end: property.end, put };
    if (said(property) === "filter") yield whole(said(object), "filter left out");
  }
  if (node.type === "TaggedTemplateExpression" && said(node.tag) === "sql")
    yield* faultsOfQuery(node, text);
}

function leaves(node: Node): boolean {
  const only =
    node.type === "BlockStatement" && (node.body as Node[]).length === 1
      ? (node.body as [Node])[0]
      : node;
  return ["ReturnStatement", "ThrowStatement", "ContinueStatement"].includes(only.type);
}

function* shorterLists(node: Node): Generator<Found> {
  const elements = node.elements as (Node | null)[];
  if (elements.length < 2 || !elements.every((one) => one?.type === "Literal")) return;
  for (const [at, one] of (elements as Node[]).entries()) {
    if (typeof one.value !== "string") return;
    const next = elements[at + 1];
    const before = elements[at - 1];
    const start = next ? one.start : (before as Node).end;
    const end = next ? next.start : one.end;
    yield { node: one, kind: "entry of a list left out", start, end, put: "" };
  }
}

/** Where a part of a condition ends: the next word of its own kind, or the bracket around it. */
const ends =
  /^(AND|OR|ORDER|GROUP|RETURNING|LIMIT|FOR|ON|UNION|WHEN|THEN|HAVING|SET|WHERE|JOIN|LEFT)\b/;

function* faultsOfQuery(node: Node, text: string): Generator<Found> {
  const quasi = node.quasi as Node;
  const query = blankOut(node, text);
  for (const match of query.matchAll(/\bAND\b/g)) {
    if (/\bBETWEEN\s+\S+\s*$/.test(query.slice(0, match.index))) continue;
    const end = endOfPart(query, match.index + 3);
    const [start, until] = [quasi.start + match.index, quasi.start + end];
    yield { node, kind: "condition of a query left out", start, end: until, put: "" };
  }
  for (const match of query.matchAll(
    /(?:WHERE|AND|OR|FILTER \(WHERE|ON)\s+[\w.]+\s*(=|<>|<|>|<=|>=)\s/g,
  )) {
    const sign = match[1] as string;
    const start = quasi.start + match.index + match[0].lastIndexOf(sign);
    const put = sign === "=" ? "<>" : sign === "<>" ? "=" : sign.startsWith("<") ? ">" : "<";
    yield { node, kind: "equality of a query turned", start, end: start + sign.length, put };
  }
}

/** The query with its inserts and its words in quotes blanked, position by position. */
function blankOut(node: Node, text: string): string {
  const quasi = node.quasi as unknown as Node & { expressions: Node[] };
  let query = text.slice(quasi.start, quasi.end);
  const blank = (from: number, to: number) => {
    query = query.slice(0, from) + "_".repeat(to - from) + query.slice(to);
  };
  for (const insert of quasi.expressions) {
    const open = text.lastIndexOf("${", insert.start);
    const close = text.indexOf("}", insert.end);
    blank(open - quasi.start, close + 1 - quasi.start);
  }
  return query.replace(/'[^']*'/g, (quoted) => "_".repeat(quoted.length));
}

function endOfPart(query: string, from: number): number {
  let depth = 0;
  for (let at = from; at < query.length; at++) {
    const sign = query[at];
    if (sign === "`") return at;
    if (sign === "(") depth++;
    if (sign === ")" && depth-- === 0) return at;
    if (
      depth === 0 &&
      at > from + 1 &&
      /\s/.test(query[at - 1] ?? "") &&
      ends.test(query.slice(at, at + 12))
    )
      return at;
  }
  return query.length;
}

export const withFault = (text: string, fault: Fault) =>
  text.slice(0, fault.start) + fault.put + text.slice(fault.end);
