import { z } from "zod";

export const NewPassword = z.object({
  password: z.string("required").min(1, "required").max(400, "tooLong"),
});
