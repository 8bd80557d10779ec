import { inWorkspace, workspaceIds } from "#db/client.ts";
import { DAY_MS } from "../scoring/values.ts";
import { computeAlone, fillAllPoints } from "./refresh.ts";
import type { ReportKey } from "./report-key.ts";
import { DEFAULT_HORIZON_DAYS, SCOPES, type Scope } from "./schemas.ts";
import { storeReport } from "./stored.ts";
import { closesAt, loadVersion } from "./subject.ts";

/** How long a report that is not frozen is kept after it was computed. */
const KEPT_MS = 7 * DAY_MS;

type Due = { key: ReportKey; at: number };

/** Reports that can be frozen: every hand-over of their scope has matured. */
async function dueIn(workspaceId: number, now: Date): Promise<Due[]> {
  return inWorkspace(workspaceId, async (tx) => {
    const { rows } = await tx.$client.query<{ id: number; frozen: Scope[] }>(
      `select v.id::int as id, array(select r.scope from feedback_reports r where r.workspace_id = $1 and r.version_id = v.id
         and r.frozen_at is not null) as frozen
       from sheet_versions v where v.workspace_id = $1 and v.activated_at < $2`,
      [workspaceId, new Date(now.getTime() - DEFAULT_HORIZON_DAYS * DAY_MS)],
    );
    const due: Due[] = [];
    for (const { id, frozen } of rows) {
      const open = SCOPES.filter((scope) => !frozen.includes(scope));
      const version = open.length > 0 ? await loadVersion(tx, workspaceId, id) : undefined;
      if (!version) continue;
      for (const scope of open) {
        const at = closesAt(version, scope, DEFAULT_HORIZON_DAYS * DAY_MS);
        const key = { versionId: id, scope, horizonDays: DEFAULT_HORIZON_DAYS, segment: null };
        if (at !== null && at <= now.getTime()) due.push({ key, at });
      }
    }
    return due;
  });
}

/**
 * Freezes the reports of closed trials, and of retired versions, as of the instant at which the last hand-over matured;
 * drops computed ones that nobody asked for in a week. Returns how many were frozen.
 */
export async function freezeReports(signal?: AbortSignal, now = new Date()): Promise<number> {
  let frozen = 0;
  for (const workspaceId of await workspaceIds()) {
    for (const { key, at } of await dueIn(workspaceId, now)) {
      signal?.throwIfAborted();
      if (key.versionId !== null) await fillAllPoints(workspaceId, key.versionId, signal);
      const body = await computeAlone(workspaceId, key, at);
      if (!body) continue;
      if (await inWorkspace(workspaceId, (tx) => storeReport(tx, workspaceId, key, body, now))) frozen++;
    }
    await inWorkspace(workspaceId, (tx) =>
      tx.$client.query(
        "delete from feedback_reports where workspace_id = $1 and frozen_at is null and as_of < $2",
        [workspaceId, new Date(now.getTime() - KEPT_MS)],
      ),
    );
  }
  return frozen;
}
