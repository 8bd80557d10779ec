import type { Tx } from "#db/client.ts";
import { workingMsBetween } from "../routing/working-hours.ts";
import { loadSla } from "./load-sla.ts";

/**
 * Stops the clock of a hand-over that somebody claims, accepts or rejects; the first answer counts, later ones change nothing.
 * The caller has it locked.
 */
export async function noteResponse(tx: Tx, workspaceId: number, handoverId: number, at: Date): Promise<void> {
  const open = await tx.$client.query<{ at: Date }>(
    "select at from handovers where workspace_id = $1 and id = $2 and first_response_at is null",
    [workspaceId, handoverId],
  );
  const [handover] = open.rows;
  if (!handover) return;
  const { calendar } = await loadSla(tx, workspaceId);
  const seconds = workingMsBetween(calendar, handover.at.getTime(), at.getTime()) / 1000;
  await tx.$client.query(
    `update handovers set first_response_at = $3, response_seconds = $4, sla_next_at = null
     where workspace_id = $1 and id = $2`,
    [workspaceId, handoverId, at, Math.floor(seconds)],
  );
}
