/** Why a sheet or a condition is refused. Texts are ICU, the same as `SheetIssues` in the messages. */
export const ISSUE_TEXTS = {
  missing: "This is required.",
  invalid_type: "Expected {expected}.",
  invalid_value: "Expected one of: {options}.",
  invalid_key:
    "A key starts with a lower-case letter or a digit and goes on with those, “-” or “_” (64 at most).",
  unknown_field: "There is no field “{field}” here.",
  unsafe_field: "“{field}” cannot be used as a field.",
  too_long: "At most {max} characters.",
  too_short: "This must not be empty.",
  too_large: "At most {max}.",
  too_small: "At least {min}.",
  not_positive: "This must be more than 0.",
  too_many: "At most {max} entries.",
  too_deep: "Conditions can be nested {max} levels deep at most.",
  not_an_integer: "This must be a whole number.",
  non_finite_points: "Points must be a finite number.",
  non_finite_number: "This must be a finite number.",
  not_a_number: "This must be a number.",
  not_a_date: "This must be an ISO date, such as 2026-03-31 or 2026-03-31T09:00:00Z.",
  unknown_op: "There is no operator “{op}”.",
  unknown_category: "There is no category “{category}”.",
  unknown_dimension: "There is no dimension “{dimension}”.",
  duplicate_key: "The key “{key}” is used twice.",
  reserved_key: "The key “{key}” is reserved.",
  min_above_max: "The minimum {min} is above the maximum {max}.",
  unreachable_group: "No lead can ever be in group “{group}”: {dimension} never reaches {minimum}.",
  overtaken_group: "No lead can ever be in group “{group}”: whoever reaches it is in “{later}” already.",
  repeated_minimum: "Group “{group}” has the same minimums as “{other}”.",
  lowest_group_with_minimum: "The lowest group, “{group}”, must take everybody: it cannot have minimums.",
  two_handover_groups: "Only one group can hand over; “{other}” does already.",
  hysteresis_of_lowest_group:
    "Nobody falls out of the lowest group, “{group}”: it cannot say when a lead has left it.",
  points_below_nothing: "“{group}” has no minimum score, so nobody can be points below it.",
  assign_without_handover:
    "A lead is assigned when it is handed over: when it enters the hand-over group, not “{group}”.",
  alert_without_team: "Name the team that is alerted.",
  unknown_model: "There is no version {version} of a model “{model}” here.",
  contradiction: "This can never hold: its conditions on “{field}” contradict each other.",
} as const;

export type IssueCode = keyof typeof ISSUE_TEXTS;
export type IssueParams = Record<string, string | number>;
export type SheetIssue = { path: string; code: IssueCode; message: string; params: IssueParams };

export type Path = readonly (string | number)[];

export function issue(path: Path, code: IssueCode, params: IssueParams = {}): SheetIssue {
  const message = ISSUE_TEXTS[code].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ""));
  return { path: path.join("."), code, message, params };
}
