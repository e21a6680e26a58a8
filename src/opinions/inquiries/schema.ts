import { NeededText, Which } from "@/cases/requests/schema";

export const AskPatient = Which.extend({ question: NeededText(2000) });
export const Waited = Which.extend({ answer: NeededText(4000) });
