import pg from "pg";
import { prepareWebRole } from "../../bin/roles";

let address: Promise<string> | undefined;

/** The address of this test's database for the role that serves the web. */
export function webAddress(): Promise<string> {
  address ??= prepareWebRole(process.env.DATABASE_URL ?? "");
  return address;
}

/** What the role that serves the web is answered. */
export async function givenBy<T>(work: (web: pg.Client) => Promise<T>): Promise<T> {
  const web = new pg.Client({ connectionString: await webAddress() });
  await web.connect();
  try {
    return await work(web);
  } finally {
    await web.end();
  }
}
