import { z } from "zod";
import { chosenGroups } from "../notices/rules";

export const Wanted = z.object({ wanted: z.array(z.enum(chosenGroups)).default([]) });
