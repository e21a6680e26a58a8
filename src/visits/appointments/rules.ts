export type VisitState = "asked" | "planned" | "held" | "cancelled";
