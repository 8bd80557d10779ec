import type { ImportRow } from "./internal.ts";
import { STALLED_MS } from "./limits.ts";
import { mappingSchema } from "./mapping.ts";
import type { ImportSummary, ImportView, RefusalView } from "./schemas.ts";

/** A row of `imports` as the API shows it. */
export function summaryOf(row: ImportRow, now = Date.now()): ImportSummary {
  const moved = row.progressAt ?? row.startedAt;
  return {
    id: row.id,
    kind: row.kind,
    file_name: row.fileName,
    state: row.state,
    bytes: row.bytes,
    bytes_done: row.bytesDone,
    rows_done: row.rowsDone,
    rows_total: row.rowsTotal,
    created: row.created,
    updated: row.updated,
    unchanged: row.unchanged,
    refused: row.refused,
    error: row.error,
    created_at: row.createdAt.toISOString(),
    started_at: row.startedAt?.toISOString() ?? null,
    finished_at: row.finishedAt?.toISOString() ?? null,
    stalled: row.state === "running" && moved !== null && now - moved.getTime() > STALLED_MS,
  };
}

export function viewOf(row: ImportRow, refusals: RefusalView[]): ImportView {
  const mapping = row.mapping === null ? null : mappingSchema.parse(row.mapping);
  return { ...summaryOf(row), columns: row.columns, mapping, refusals };
}
