import type { Tx } from "#db/client.ts";
import { addWorkingMinutes } from "../routing/working-hours.ts";
import { bigints } from "../sql-arrays.ts";
import { LEVELS, type LoadedSla, loadSla, minutesOf } from "./load-sla.ts";

/** When the next level after `done` levels comes, and how many are done once it has; null where none is left. */
export function nextLevel({ sla, calendar }: LoadedSla, dueMs: number, done: number): Date | null {
  if (!sla) return null;
  const level = LEVELS.slice(done).find((one) => minutesOf(sla, one) !== null);
  const minutes = level && minutesOf(sla, level);
  if (minutes == null) return null;
  const at = addWorkingMinutes(calendar, dueMs, minutes);
  return at === null ? null : new Date(at);
}

/** Gives new hand-overs their clocks, where the workspace has a target: they were all made at `at`. */
export async function startClocks(tx: Tx, workspaceId: number, ids: number[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  const loaded = await loadSla(tx, workspaceId);
  if (!loaded.sla) return;
  const due = addWorkingMinutes(loaded.calendar, at.getTime(), loaded.sla.target_minutes);
  if (due === null) return;
  await tx.$client.query(
    `update handovers set sla_due_at = $3, sla_next_at = $4 where workspace_id = $1 and id = any($2::bigint[])`,
    [workspaceId, bigints(ids), new Date(due), nextLevel(loaded, due, 0)],
  );
}
