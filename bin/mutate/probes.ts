import type { Fault } from "./faults";

/** Each probe writes the test file that came by into a file of its own name, once for each process. */
const head = (folder: string) =>
  `function __reach(id){const f=globalThis.__vitest_worker__?.filepath;if(!f)return;const s=(globalThis.__reached??=new Set());const k=id+"|"+f;if(s.has(k))return;s.add(k);process.getBuiltinModule("node:fs").appendFileSync(${JSON.stringify(folder)}+"/"+id,f+"\\n")} `;

export const probeName = (file: string, fault: Fault) =>
  `${file.replaceAll("/", "~")}@${fault.probe.at}`;

/** The file with a probe at each place of its faults, on the same lines as before. */
export function withProbes(file: string, text: string, faults: Fault[], folder: string): string {
  const puts = new Map<string, { at: number; put: string; order: number }>();
  for (const fault of faults) {
    const { at, until } = fault.probe;
    const call = `__reach(${JSON.stringify(probeName(file, fault))})`;
    if (until === null) puts.set(`${at}`, { at, put: `${call}; `, order: 0 });
    else {
      puts.set(`(${at}`, { at, put: `(${call}, `, order: 1 });
      puts.set(`)${at}-${until}`, { at: until, put: ")", order: -1 });
    }
  }
  const sorted = [...puts.values()].sort((a, b) => b.at - a.at || b.order - a.order);
  let probed = text;
  for (const { at, put } of sorted) probed = probed.slice(0, at) + put + probed.slice(at);
  return head(folder) + probed;
}
