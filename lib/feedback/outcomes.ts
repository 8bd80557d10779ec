/** Stages whose reaching a report counts, in the order of the main line. */
export const STAGES_REACHED = ["sal", "sql", "opportunity", "customer"] as const;
export type StageReached = (typeof STAGES_REACHED)[number];
