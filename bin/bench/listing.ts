import { readListQuery } from "../../src/catalogue/facilities/schema";
import { listedFacilities } from "../../src/catalogue/listing/queries";
import { count, line, median, milliseconds, ratio, repeated } from "./report";
import { replay, statementsOf } from "./statements";

const pageSize = 20;

/** A filtered list with the counts of all filters, beside the counting of what it finds. */
export async function measureList(size: number) {
  const { query } = readListQuery({ province: "MI", ownership: "public", specialty: "cardiology" });
  const list = () => listedFacilities(query, null, pageSize);
  const counting = (await statementsOf(list)).filter((statement) =>
    /^\s*SELECT count\(\*\)::int AS total/.test(statement.text),
  );
  const whole = median(await repeated(15, list));
  if (counting.length !== 1)
    return line(`filtered list with counts at ${count(size)}`, milliseconds(whole), "below 300 ms");
  const bare = median(await repeated(15, () => replay(counting)));
  const { total } = await list();
  line(
    `filtered list with counts / count(*) at ${count(size)}`,
    `${ratio(whole / bare)} (${milliseconds(whole)} / ${milliseconds(bare)}, ${count(total)} found)`,
    "below 300 ms",
  );
}
