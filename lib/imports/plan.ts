import type { Stage } from "../leads/stages.ts";
import type { NumericOrder } from "./dates.ts";
import { readDate } from "./dates.ts";
import type { ImportKind } from "./kinds.ts";
import type { ColumnType, Mapping } from "./mapping.ts";
import { markerOf } from "./markers.ts";
import { freeKey, IGNORE, isDateTarget } from "./targets.ts";
import { type Reading, resolveType } from "./values.ts";

/** A column that is read: where it stands, where it goes, how. */
export type PlannedColumn = { index: number; name: string; to: string; key: string | null; type: ColumnType };

/** A mapping made ready for a file: nothing is left to guess, so every batch of a resumed import reads alike. */
export type Plan = {
  kind: ImportKind;
  width: number;
  columns: PlannedColumn[];
  reading: Reading;
  event: string | undefined;
  stage: Stage | undefined;
  stages: ReadonlyMap<string, Stage | "ignore">;
  /** Leads: the instant for rows that do not say since when. */
  knownAt: Date;
};

function typeOf(to: string, type: ColumnType, name: string): ColumnType {
  if (isDateTarget(to)) return "date";
  if (to === "value") return "number";
  if (freeKey(to) === null) return "text";
  return resolveType(type, `${name} ${freeKey(to)}`);
}

/**
 * Puts a complete mapping together with the file's columns.
 * @param order how numeric dates are read, once `auto` has been settled against the sample
 * @param zone the workspace's time zone, for mappings that name none
 * @param startedAt the import's start
 */
export function makePlan(
  kind: ImportKind,
  mapping: Mapping,
  columns: readonly string[],
  settled: { order: NumericOrder; zone: string; startedAt: Date },
): Plan {
  const zone = mapping.time_zone ?? settled.zone;
  const fixed = mapping.known_at === undefined ? null : readDate(mapping.known_at, "iso", zone);
  return {
    kind,
    width: columns.length,
    columns: columns.flatMap((name, index) => {
      const column = Object.hasOwn(mapping.columns, name) ? mapping.columns[name] : undefined;
      if (!column || column.to === IGNORE) return [];
      const type = typeOf(column.to, column.type, name);
      return [{ index, name, to: column.to, key: freeKey(column.to), type }];
    }),
    reading: {
      missing: new Set(mapping.missing.map(markerOf)),
      order: settled.order,
      zone,
      decimal: mapping.decimal,
    },
    event: mapping.event,
    stage: mapping.stage,
    stages: new Map(Object.entries(mapping.stages).map(([word, stage]) => [markerOf(word), stage])),
    knownAt: fixed !== null && typeof fixed !== "string" ? fixed.instant : settled.startedAt,
  };
}
