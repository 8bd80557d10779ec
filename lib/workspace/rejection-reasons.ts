/** Reasons for rejecting a hand-over that a workspace starts with, as codes; the first is offered first. */
export const REJECTION_REASONS = [
  "no_need",
  "no_budget",
  "no_authority",
  "bad_timing",
  "unreachable",
  "not_a_fit",
  "duplicate",
  "other",
] as const;
