import { and, eq, sql } from "drizzle-orm";
import { inWorkspace, type Tx } from "#db/client.ts";
import { importRefusals, imports } from "#db/schema/index.ts";
import { databaseCode } from "../http/database-errors.ts";
import { againWhereMoved } from "../leads/moved.ts";
import type { Plan } from "./plan.ts";
import { refuse } from "./read-row.ts";
import { refusalText } from "./refusal-text.ts";
import type { FileRow } from "./rows.ts";
import { rescoreTouched, type Written, writeRows } from "./write-rows.ts";

export type Running = { workspaceId: number; importId: number; memberId: number | null; plan: Plan };

/** The import is no longer this runner's: it was cancelled, or another runner is ahead. */
export class Superseded extends Error {
  constructor() {
    super("the import is not this runner's any more");
    this.name = "Superseded";
  }
}

/** SQLSTATE classes that blame the data: data exception, integrity violation, a program limit (a key too long). */
const blamesData = (error: unknown): boolean => /^(22|23|54)/.test(databaseCode(error) ?? "");

async function lock(tx: Tx, { workspaceId, importId }: Running, rowsDone: number): Promise<void> {
  const [row] = await tx
    .select({ state: imports.state, rowsDone: imports.rowsDone })
    .from(imports)
    .where(and(eq(imports.workspaceId, workspaceId), eq(imports.id, importId)))
    .for("update");
  if (row?.state !== "running" || row.rowsDone !== rowsDone) throw new Superseded();
}

async function record(
  tx: Tx,
  run: Running,
  rows: number,
  bytesDone: number,
  written: Written,
): Promise<void> {
  const { workspaceId, importId } = run;
  const count = (outcome: string) => written.accepted.filter((row) => row.outcome === outcome).length;
  if (written.refusals.length > 0) {
    await tx
      .insert(importRefusals)
      .values(written.refusals.map((refusal) => ({ workspaceId, importId, ...refusal })));
  }
  await tx
    .update(imports)
    .set({
      rowsDone: sql`${imports.rowsDone} + ${rows}`,
      created: sql`${imports.created} + ${count("created")}`,
      updated: sql`${imports.updated} + ${count("updated")}`,
      unchanged: sql`${imports.unchanged} + ${count("unchanged")}`,
      refused: sql`${imports.refused} + ${written.refusals.length}`,
      bytesDone,
      progressAt: sql`now()`,
    })
    .where(and(eq(imports.workspaceId, workspaceId), eq(imports.id, importId)));
}

/**
 * Writes rows, their refusals, the scores they change and the import's progress in one transaction, so that
 * a killed import goes on exactly after its last batch. Rows that the database itself refuses are found by
 * halving the batch and refused alone.
 * @param rowsDone data rows dealt with before these
 * @throws Superseded
 */
export async function commitBatch(
  run: Running,
  rows: FileRow[],
  rowsDone: number,
  bytesDone: number,
): Promise<void> {
  try {
    await againWhereMoved(() =>
      inWorkspace(run.workspaceId, async (tx) => {
        await lock(tx, run, rowsDone);
        const written = await writeRows(tx, run.workspaceId, run.plan, rows, run);
        await record(tx, run, rows.length, bytesDone, written);
        await rescoreTouched(tx, run.workspaceId, written);
      }),
    );
  } catch (error) {
    if (!blamesData(error)) throw error;
    const [only] = rows;
    if (rows.length === 1 && only) await refuseAlone(run, only, rowsDone, bytesDone);
    else {
      const half = rows.length >> 1;
      await commitBatch(run, rows.slice(0, half), rowsDone, bytesDone);
      await commitBatch(run, rows.slice(half), rowsDone + half, bytesDone);
    }
  }
}

async function refuseAlone(run: Running, row: FileRow, rowsDone: number, bytesDone: number): Promise<void> {
  const text = refusalText("refused_by_database", null);
  const refusal = refuse(row, [{ code: "refused_by_database", column: null, text }]);
  await inWorkspace(run.workspaceId, async (tx) => {
    await lock(tx, run, rowsDone);
    await record(tx, run, 1, bytesDone, { accepted: [], refusals: [refusal], touched: [] });
  });
}
