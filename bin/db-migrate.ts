import { withDatabase } from "./database";
import { migrate } from "./migrate";
import { main, step } from "./steps";

await main(() =>
  withDatabase((url) => step("migrations", () => migrate(url)).then(() => undefined)),
);
