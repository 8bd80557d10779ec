import type { Issue } from "#lib/errors.ts";
import type { ImportKind } from "#lib/imports/kinds.ts";
import type { Mapping } from "#lib/imports/mapping.ts";
import { mappingIssues } from "#lib/imports/mapping-issues.ts";
import type { Analysis } from "#lib/imports/schemas.ts";
import { freeKey, freePrefix, IGNORE, isDateTarget } from "#lib/imports/targets.ts";

type Columns = Mapping["columns"];

/** The mapping a file starts with: what the analysis guessed. */
export const emptyMapping: Mapping = {
  columns: {},
  missing: [],
  dates: "auto",
  decimal: ".",
  delimiter: "auto",
  encoding: "auto",
  header: true,
  stages: {},
};

/**
 * The mapping in hand, filled up from what is known of the file. One that nobody has touched starts as the earlier
 * import of such a file was mapped, else as the analysis guesses.
 */
export function filledUp(draft: Mapping, analysis: Analysis): Mapping {
  if (Object.keys(draft.columns).length > 0) {
    return { ...draft, columns: withGuesses(draft.columns, analysis) };
  }
  const { encoding, delimiter, header, time_zone } = draft;
  const { earlier } = analysis;
  const zone = earlier?.mapping.time_zone === analysis.time_zone ? undefined : earlier?.mapping.time_zone;
  const start = earlier
    ? { ...earlier.mapping, encoding, delimiter, header, time_zone: time_zone ?? zone }
    : { ...draft, decimal: analysis.decimal };
  return { ...start, columns: withGuesses(start.columns, analysis, earlier !== null) };
}

/**
 * What is chosen for the columns that the file has, and a guess for each that nothing was chosen for.
 * @param leaveOut leaves columns that nothing was chosen for out instead
 */
function withGuesses(columns: Columns, analysis: Analysis, leaveOut = false): Columns {
  const taken = new Set(analysis.columns.flatMap(({ name }) => (columns[name] ? [columns[name].to] : [])));
  return Object.fromEntries(
    analysis.columns.map(({ name, guess }) => {
      const chosen = Object.hasOwn(columns, name) ? columns[name] : undefined;
      if (chosen) return [name, chosen];
      const to = leaveOut || taken.has(guess.to) ? IGNORE : guess.to;
      taken.add(to);
      return [name, { ...guess, to }];
    }),
  );
}

/** Columns that are read as dates: by their field, or because somebody said so. */
export const isDateColumn = ({ to, type }: { to: string; type: string }): boolean =>
  isDateTarget(to) || (freeKey(to) !== null && type === "date");

/** How numeric dates are read as it stands; a word for what is still open; null where nothing is a date. */
export function dateOrder(
  mapping: Mapping,
  analysis: Analysis,
): "iso" | "dmy" | "mdy" | "ambiguous" | "mixed" | null {
  const columns = analysis.columns.filter(({ name }) => {
    const chosen = mapping.columns[name];
    return chosen !== undefined && isDateColumn(chosen);
  });
  if (columns.length === 0) return null;
  if (mapping.dates !== "auto") return mapping.dates;
  const orders = new Set(
    columns.flatMap(({ dates }) => (dates && dates.order !== "iso" ? [dates.order] : [])),
  );
  if (orders.size === 0) return "iso";
  // One column that is certain settles the ones that could be either.
  if (orders.size === 2) orders.delete("ambiguous");
  const [only] = orders;
  return orders.size === 1 && only ? only : "mixed";
}

/** Everything that is still open on the step "columns". */
export function columnIssues(kind: ImportKind, mapping: Mapping, analysis: Analysis): Issue[] {
  const keys = Object.entries(mapping.columns).flatMap(([name, { to }]) => {
    const key = freePrefix(kind) === null ? null : freeKey(to);
    if (key === null || (key !== "" && !key.includes(".") && key.trim() === key)) return [];
    const code = key === "" ? "key_needed" : "key_bad";
    return [{ path: `columns.${name}`, code, message: code, params: { column: name } }];
  });
  const named = new Set(keys.map((issue) => issue.path));
  const rest = mappingIssues(
    kind,
    mapping,
    analysis.columns.map(({ name }) => name),
  );
  return [...keys, ...rest.filter((issue) => issue.code !== "unknown_target" || !named.has(issue.path))];
}

/** Everything that is still open on the step "values". */
export function valueIssues(mapping: Mapping, analysis: Analysis): Issue[] {
  const order = dateOrder(mapping, analysis);
  if (order !== "ambiguous" && order !== "mixed") return [];
  return [{ path: "dates", code: `dates_${order}`, message: order }];
}
