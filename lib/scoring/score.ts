/** What one lead scores on one sheet at one instant. */

export type Contribution = {
  /** A rule's key, or `adjustment:<id>` for points given by hand. */
  rule: string;
  /** Points before clamps, unrounded. */
  points: number;
  /** Events kept, 1 for a fit rule whose case held, or times that silence counted. */
  times: number;
  /** Newest event behind it (ms), null for fit rules. */
  lastAt: number | null;
  /** Matching events in the window before the limit; null where the rule has no events. */
  matched: number | null;
};

export type CategoryStep = { key: string; dimension: string; raw: number; clamped: number };
export type DimensionStep = { key: string; raw: number; clamped: number; rounded: number };

/** Every step of the sum: rules → categories → dimensions → total, each before and after its clamp. */
export type Explain = {
  categories: CategoryStep[];
  dimensions: DimensionStep[];
  /** What was given by hand and counts: it adds to its dimension's `raw`. */
  adjustments: { id: number; dimension: string; points: number; at: number; until: number | null }[];
  totalRaw: number;
  total: number;
};

export type Score = {
  total: number;
  dimensions: Record<string, number>;
  label: string | null;
  group: string | null;
  excluded: string | null;
  /** In sheet order, those with points or times other than 0, then adjustments; empty unless explained. */
  contributions: Contribution[];
  explain: Explain | null;
  /** Earliest instant (ms) after as_of at which anything here but `matched` may change with no new input. */
  nextChangeAt: number | null;
};
