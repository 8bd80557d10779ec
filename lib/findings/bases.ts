/** When each lead is looked at: at its first hand-over, at a fixed age, or at whichever is first. */
export const BASES = ["either", "handover", "age"] as const;
export type Basis = (typeof BASES)[number];

/** What is found of a rule; the first three earn their points, one way or the other. */
export const VERDICTS = ["more", "less", "right", "nothing", "harm", "too_few", "muted"] as const;
export type RuleVerdict = (typeof VERDICTS)[number];
