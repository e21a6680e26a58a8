import { dayIn, milan } from "@/platform/zones";

/** The day so many days from today, as the calendars of Milan say it. */
export const dayFromNow = (days: number) => dayIn(milan, new Date(Date.now() + days * 86_400_000));
