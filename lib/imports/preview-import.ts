import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { env } from "../env.ts";
import { readFile } from "./chunks.ts";
import { ImportError } from "./import-error.ts";
import { type ImportRow, loadImport } from "./internal.ts";
import type { ImportFailure, ImportKind } from "./kinds.ts";
import { MAX_EXPANSION, PREVIEW_ROWS } from "./limits.ts";
import type { ReadRow } from "./read-row.ts";
import { type FileRow, readRows, unpacked } from "./rows.ts";
import type { ImportPreview } from "./schemas.ts";
import { type Settled, settle } from "./settle.ts";
import { type Written, writeRows } from "./write-rows.ts";

const SAMPLES_OF_EACH = 5;
const REFUSALS = 50;

/** Carries the result out of a transaction that must not commit. */
class RolledBack extends Error {
  readonly written: Written;
  constructor(written: Written) {
    super("rolled back on purpose");
    this.written = written;
  }
}

type Beginning = { rows: FileRow[]; complete: boolean; failure: ImportFailure | null };

async function firstRows(row: ImportRow, { mapping }: Settled): Promise<Beginning> {
  const { encoding, delimiter, header } = mapping;
  if (encoding === "auto" || delimiter === "auto") throw new Error("the mapping is not settled");
  const bytes = await unpacked(
    readFile(row.workspaceId, row.id),
    env().HOTSHEET_IMPORT_MAX_BYTES * MAX_EXPANSION,
  );
  const rows: FileRow[] = [];
  let left = header ? 1 : 0;
  try {
    for await (const next of readRows(bytes, { encoding, delimiter })) {
      if (left > 0) left--;
      else if (rows.length === PREVIEW_ROWS) return { rows, complete: false, failure: null };
      else rows.push(next);
    }
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    return { rows, complete: true, failure: error.failure };
  } finally {
    bytes.destroy();
  }
  return { rows, complete: true, failure: null };
}

/** What the instant of a row is called in a mapping. */
const INSTANT = { leads: "known_at", events: "occurred_at", stages: "at" } as const;

function valuesOf(row: ReadRow, kind: ImportKind): Record<string, string | number | boolean> {
  const { email, userId, anonymousId } = row.identity;
  const named = {
    user_id: userId,
    email,
    anonymous_id: anonymousId,
    event: row.event,
    stage: row.stage,
    [INSTANT[kind]]: row.at?.toISOString() ?? null,
    reason: row.reason,
    value: row.value,
    message_id: row.messageId,
  };
  const given = Object.entries(named).filter(
    (entry): entry is [string, string | number] => entry[1] !== null,
  );
  return { ...Object.fromEntries(given), ...row.fields };
}

function tell(kind: ImportKind, written: Written, { rows, complete, failure }: Beginning): ImportPreview {
  const of = (outcome: string) => written.accepted.filter((row) => row.outcome === outcome);
  const [created, updated, unchanged] = [of("created"), of("updated"), of("unchanged")];
  return {
    rows: rows.length,
    complete,
    failure,
    created: created.length,
    updated: updated.length,
    unchanged: unchanged.length,
    refused: written.refusals.length,
    samples: [created, updated, unchanged]
      .flatMap((group) => group.slice(0, SAMPLES_OF_EACH))
      .map(({ row, outcome }) => ({ line: row.line, outcome, values: valuesOf(row, kind) })),
    refusals: [...written.refusals].sort((a, b) => a.line - b.line).slice(0, REFUSALS),
  };
}

/**
 * What the first rows would do: the import itself, on up to PREVIEW_ROWS rows, in a transaction that is rolled back.
 * @throws AppError `not_found`, `conflict`, `invalid`
 */
export async function previewImport(ctx: Context, input: { id: number }): Promise<ImportPreview> {
  authorize(ctx, "imports:create");
  const row = await loadImport(ctx, input.id);
  const settled = await settle(row, new Date());
  const beginning = await firstRows(row, settled);
  try {
    return await inWorkspace(ctx.workspaceId, async (tx): Promise<never> => {
      const by = { importId: row.id, memberId: row.memberId };
      throw new RolledBack(await writeRows(tx, ctx.workspaceId, settled.plan, beginning.rows, by));
    });
  } catch (error) {
    if (error instanceof RolledBack) return tell(row.kind, error.written, beginning);
    throw error;
  }
}
