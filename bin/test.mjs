#!/usr/bin/env node
// What `npm test` runs on a fresh clone: plain Node, no dependency. It installs, then hands over.
import { handOver } from "./install.mjs";

await handOver("checks.ts", process.argv.slice(2));
