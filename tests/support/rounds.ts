import { tick as tickCases } from "@/cases/rounds/commands";
import { followers } from "@/jobs";

/** A round of the clock as the worker makes it. */
export const tick = (now: Date) => tickCases(now, followers);
