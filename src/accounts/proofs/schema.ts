import { z } from "zod";
import { OneId } from "../sessions/schema";

export const Decision = OneId.extend({ answer: z.enum(["confirm", "refuse"]) });
