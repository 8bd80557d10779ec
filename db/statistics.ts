import { log } from "../lib/log.ts";
import { inWorkspace } from "./client.ts";

/**
 * Tells the planner what the big tables have come to, after a bulk load. Only advice: when it cannot be had now
 * (another one is at it, the time is up), autovacuum will do it later.
 */
export async function refreshStatistics(workspaceId: number): Promise<void> {
  try {
    await inWorkspace(workspaceId, (tx) => tx.$client.query("select refresh_statistics()"), {
      timeoutMs: 60_000,
    });
  } catch (error) {
    log.warn(
      { reason: error instanceof Error ? error.message : String(error) },
      "statistics were not refreshed",
    );
  }
}
