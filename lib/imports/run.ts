import { and, eq, sql } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { imports } from "#db/schema/index.ts";
import { refreshStatistics } from "#db/statistics.ts";
import { env } from "../env.ts";
import { AppError } from "../errors.ts";
import { fromDatabase } from "../http/database-errors.ts";
import { log } from "../log.ts";
import { dropFile, readFile } from "./chunks.ts";
import { columnNames } from "./columns.ts";
import { commitBatch, type Running, Superseded } from "./commit-batch.ts";
import { ImportError } from "./import-error.ts";
import { findImport, type ImportRow, workspaceZone } from "./internal.ts";
import type { ImportFailure } from "./kinds.ts";
import { BATCH_BYTES, BATCH_ROWS, MAX_EXPANSION } from "./limits.ts";
import { mappingSchema } from "./mapping.ts";
import { makePlan } from "./plan.ts";
import { type FileRow, readRows, unpacked } from "./rows.ts";

/** Rows after which the planner is told what the tables have come to; autovacuum sees to the rest. */
const STATISTICS_AT = [5_000, 50_000, 500_000];

/** A started mapping has nothing left on `auto`. */
function pinned(row: ImportRow) {
  const mapping = mappingSchema.parse(row.mapping);
  const { encoding, delimiter, dates } = mapping;
  if (encoding === "auto" || delimiter === "auto" || dates === "auto" || !row.startedAt) {
    throw new Error("the import was not prepared");
  }
  return { mapping, format: { encoding, delimiter }, order: dates, startedAt: row.startedAt };
}

async function* batches(rows: AsyncIterable<FileRow>): AsyncGenerator<FileRow[]> {
  let batch: FileRow[] = [];
  let bytes = 0;
  try {
    for await (const row of rows) {
      batch.push(row);
      bytes += row.bytes;
      if (batch.length < BATCH_ROWS && bytes < BATCH_BYTES) continue;
      yield batch;
      batch = [];
      bytes = 0;
    }
  } catch (error) {
    // Where the file breaks off, the rows before the break still count.
    if (error instanceof ImportError && batch.length > 0) yield batch;
    throw error;
  }
  if (batch.length > 0) yield batch;
}

/** Data rows after the first `skip`; the header goes by first. */
async function* remaining(
  rows: AsyncGenerator<FileRow>,
  header: boolean,
  skip: number,
): AsyncGenerator<FileRow> {
  let left = skip + (header ? 1 : 0);
  for await (const row of rows) {
    if (left > 0) left--;
    else yield row;
  }
}

async function importRows(
  row: ImportRow,
  signal: AbortSignal,
  onBatch: (rows: number) => void,
): Promise<void> {
  const { workspaceId, id: importId } = row;
  const { mapping, format, order, startedAt } = pinned(row);
  const zone = await workspaceZone(workspaceId);
  const columns = row.columns ?? columnNames([], true);
  const plan = makePlan(row.kind, mapping, columns, { order, zone, startedAt });
  const run: Running = { workspaceId, importId, memberId: row.memberId, plan };
  let bytesRead = 0;
  const file = readFile(workspaceId, importId, (bytes) => {
    bytesRead = bytes;
  });
  const bytes = await unpacked(file, env().HOTSHEET_IMPORT_MAX_BYTES * MAX_EXPANSION);
  let done = row.rowsDone;
  try {
    for await (const batch of batches(remaining(readRows(bytes, format), mapping.header, done))) {
      signal.throwIfAborted();
      await commitBatch(run, batch, done, bytesRead);
      const before = done;
      done += batch.length;
      onBatch(done);
      if (STATISTICS_AT.some((rows) => before < rows && rows <= done)) await refreshStatistics(workspaceId);
    }
  } finally {
    bytes.destroy();
  }
}

async function finish(row: ImportRow, failure: ImportFailure | null): Promise<void> {
  const where = and(
    eq(imports.workspaceId, row.workspaceId),
    eq(imports.id, row.id),
    eq(imports.state, "running"),
  );
  await inWorkspace(row.workspaceId, (tx) =>
    failure
      ? tx.update(imports).set({ state: "failed", error: failure, finishedAt: sql`now()` }).where(where)
      : tx
          .update(imports)
          .set({
            state: "done",
            error: null,
            rowsTotal: sql`${imports.rowsDone}`,
            bytesDone: sql`${imports.bytes}`,
            finishedAt: sql`now()`,
          })
          .where(where),
  );
  if (!failure) await dropFile(row.workspaceId, row.id);
}

function failureOf(error: unknown, row: ImportRow): ImportFailure {
  if (error instanceof ImportError) return error.failure;
  log.error({ err: error, workspaceId: row.workspaceId, importId: row.id }, "an import failed");
  return { code: "internal", message: "Something went wrong on our side", line: null };
}

/**
 * Runs a started import to its end, from the row that it had reached. Job `import.run` and the command line.
 * May be called twice at once: one of the two finds itself superseded and stops. Does nothing unless `running`.
 * @param onBatch told the data rows dealt with after each committed batch
 * @throws what says "not now" (database away, process stopping): the import stays `running` and can go on later
 */
export async function runImport(
  workspaceId: number,
  importId: number,
  signal: AbortSignal = new AbortController().signal,
  onBatch: (rows: number) => void = () => undefined,
): Promise<void> {
  const row = await findImport(workspaceId, importId);
  if (row?.state !== "running") return;
  try {
    await importRows(row, signal, onBatch);
    await finish(row, null);
  } catch (error) {
    if (error instanceof Superseded) return;
    signal.throwIfAborted();
    const known = error instanceof AppError ? error : fromDatabase(error);
    if (known?.code === "unavailable") throw known;
    await finish(row, failureOf(error, row));
  }
}
