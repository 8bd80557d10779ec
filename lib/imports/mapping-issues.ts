import type { Issue } from "../errors.ts";
import type { ImportKind } from "./kinds.ts";
import type { Mapping } from "./mapping.ts";
import { fixedTargets, freePrefix, IDENTITY_TARGETS, IGNORE, isTarget } from "./targets.ts";

function duplicates(mapping: Mapping): Issue[] {
  const first = new Map<string, string>();
  const issues: Issue[] = [];
  for (const [name, { to }] of Object.entries(mapping.columns)) {
    if (to === IGNORE) continue;
    const other = first.get(to);
    if (other === undefined) first.set(to, name);
    else {
      issues.push({
        path: `columns.${name}`,
        code: "two_columns_one_field",
        message: `"${name}" and "${other}" both go to ${to}; one field takes one column`,
        params: { column: name, other, target: to },
      });
    }
  }
  return issues;
}

/** A value that comes from a column or from a fixed option: one of the two, never both. */
function eitherOr(has: boolean, fixed: string | undefined, target: string, required: boolean): Issue[] {
  if (has && fixed !== undefined) {
    const message = `"${target}" is given both by a column and for all rows; keep one`;
    return [{ path: target, code: "column_and_fixed", message, params: { target } }];
  }
  if (required && !has && fixed === undefined) return [missing(target)];
  return [];
}

const missing = (target: string): Issue => ({
  path: "columns",
  code: "target_missing",
  message: `No column goes to ${target}`,
  params: { target },
});

function misplaced(kind: ImportKind, mapping: Mapping): Issue[] {
  const issues: Issue[] = [];
  const only = (option: "known_at" | "event" | "stage", wanted: ImportKind) => {
    if (mapping[option] !== undefined && kind !== wanted) {
      const message = `"${option}" belongs to imports of ${wanted}`;
      issues.push({ path: option, code: "option_of_other_kind", message, params: { option } });
    }
  };
  only("known_at", "leads");
  only("event", "events");
  only("stage", "stages");
  return issues;
}

/**
 * Everything that keeps a mapping from being run on a file of this kind, all at once.
 * @param columns the file's column names; null where the file has not been read yet.
 */
export function mappingIssues(
  kind: ImportKind,
  mapping: Mapping,
  columns: readonly string[] | null,
): Issue[] {
  const issues: Issue[] = [];
  const known = columns && new Set(columns);
  for (const [name, { to }] of Object.entries(mapping.columns)) {
    const path = `columns.${name}`;
    if (known && !known.has(name)) {
      const message = `The file has no column "${name}"`;
      issues.push({ path, code: "no_such_column", message, params: { column: name } });
    }
    if (!isTarget(kind, to)) {
      const free = freePrefix(kind);
      const allowed = [...fixedTargets(kind), ...(free ? [`${free}KEY`] : []), IGNORE].join(", ");
      const message = `"${to}" is no field of ${kind}; there are: ${allowed}`;
      issues.push({ path, code: "unknown_target", message, params: { column: name, target: to } });
    }
  }
  issues.push(...duplicates(mapping), ...misplaced(kind, mapping));
  const targets = new Set(Object.values(mapping.columns).map(({ to }) => to));
  if (!IDENTITY_TARGETS.some((target) => targets.has(target))) {
    const message = "No column says who the lead is: map one to user_id, email or anonymous_id";
    issues.push({ path: "columns", code: "identity_missing", message });
  }
  if (kind === "leads")
    issues.push(...eitherOr(targets.has("known_at"), mapping.known_at, "known_at", false));
  if (kind === "events") {
    issues.push(...eitherOr(targets.has("event"), mapping.event, "event", true));
    if (!targets.has("occurred_at")) issues.push(missing("occurred_at"));
  }
  if (kind === "stages") {
    issues.push(...eitherOr(targets.has("stage"), mapping.stage, "stage", true));
    if (!targets.has("at")) issues.push(missing("at"));
  }
  return issues;
}
