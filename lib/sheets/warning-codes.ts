/** What a valid sheet may be warned of. Texts are ICU, in `SheetWarnings` of the messages. */
export const WARNING_CODES = [
  // From the content alone.
  "unreachable_group",
  "overtaken_group",
  "limit_counts_once",
  "limit_takes_years",
  "limit_beyond_clamp",
  "hidden_by_clamp",
  "cut_by_clamp",
  "never_true",
  "excludes_everybody",
  "overlap",
  "same_condition",
  "case_shadowed",
  // From leads: what a preview found.
  "matches_nobody",
  "changes_nothing",
  // From what the workspace has: actions that name what is not there.
  "unknown_team",
  "unknown_endpoint",
  "unknown_programme",
  "unknown_pool",
  "unknown_connection",
  "no_connection",
] as const;
export type WarningCode = (typeof WARNING_CODES)[number];

/** `path` as in issues: "rules.3.limit". */
export type SheetWarning = { path: string; code: WarningCode; params: Record<string, string | number> };
