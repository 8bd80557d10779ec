import type { Issue } from "../errors.ts";
import { invalid } from "../errors.ts";
import type { Sample } from "./analyse.ts";
import { guessOrder } from "./dates.ts";
import { type ImportRow, workspaceZone } from "./internal.ts";
import { type Mapping, mappingSchema } from "./mapping.ts";
import { mappingIssues } from "./mapping-issues.ts";
import { makePlan, type Plan } from "./plan.ts";
import { sampleOf } from "./sample-import.ts";

/** A mapping with every `auto` decided and time zone named, and the sample it was decided by. */
export type Settled = { mapping: Mapping; columns: string[]; plan: Plan };

function dateCells(plan: Plan, sample: Sample): string[] {
  const indexes = plan.columns.filter((column) => column.type === "date").map((column) => column.index);
  return sample.rows.flatMap((row) => indexes.map((index) => row.cells[index] ?? ""));
}

function orderIssue(order: "ambiguous" | "mixed"): Issue {
  return order === "ambiguous"
    ? {
        path: "dates",
        code: "dates_ambiguous",
        message: 'Dates can be read as day/month or month/day: set "dates" to dmy or mdy',
      }
    : {
        path: "dates",
        code: "dates_mixed",
        message: 'Some dates are day/month and some month/day: set "dates" to dmy or mdy',
      };
}

/**
 * Decides what a mapping left on `auto` by looking at the file's beginning.
 * @throws AppError `invalid` (422) with everything that keeps the mapping from being run
 */
export async function settle(row: ImportRow, startedAt: Date): Promise<Settled> {
  if (row.mapping === null) {
    throw invalid([
      { path: "mapping", code: "mapping_missing", message: "The columns have not been mapped yet" },
    ]);
  }
  const mapping = mappingSchema.parse(row.mapping);
  const sample = await sampleOf(row, mapping);
  const issues = mappingIssues(row.kind, mapping, sample.columns);
  const zone = mapping.time_zone ?? (await workspaceZone(row.workspaceId));
  const probe = makePlan(row.kind, mapping, sample.columns, { order: "iso", zone, startedAt });
  const order = mapping.dates === "auto" ? guessOrder(dateCells(probe, sample)) : mapping.dates;
  if (order === "ambiguous" || order === "mixed") {
    throw invalid([...issues, orderIssue(order)], "The mapping cannot be run");
  }
  if (issues.length > 0) throw invalid(issues, "The mapping cannot be run");
  return {
    mapping: { ...mapping, ...sample.format, dates: order, time_zone: zone },
    columns: sample.columns,
    plan: makePlan(row.kind, mapping, sample.columns, { order, zone, startedAt }),
  };
}
