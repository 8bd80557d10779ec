/** Stages of a lead, in the order of the funnel; `recycled` and `disqualified` stand apart from it. */
export const STAGES = [
  "lead",
  "mql",
  "sal",
  "sql",
  "opportunity",
  "customer",
  "recycled",
  "disqualified",
] as const;
export type Stage = (typeof STAGES)[number];
