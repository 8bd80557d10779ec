import { inWorkspace, workspaceIds } from "#db/client.ts";
import { systemContext } from "../context.ts";
import { SIDES } from "../permissions.ts";
import { activateOrSchedule } from "./activate.ts";
import { isOpen, loadSheet, loadSignatures, loadVersions } from "./internal.ts";

/**
 * Activates every version whose time has come, a transaction each; returns how many. What counts is the time in the
 * table, so a process that was down catches up, and two at once activate one version once.
 */
export async function activateDue(signal?: AbortSignal): Promise<number> {
  let activated = 0;
  for (const workspaceId of await workspaceIds()) {
    signal?.throwIfAborted();
    const due = await inWorkspace(workspaceId, (tx) =>
      tx.$client.query<{ key: string }>(
        `select s.key from sheet_versions v join sheets s on s.workspace_id = v.workspace_id and s.id = v.sheet_id
         where v.workspace_id = $1 and v.state = 'in_review' and v.scheduled_at <= now()`,
        [workspaceId],
      ),
    );
    for (const { key } of due.rows) if (await activateIfDue(workspaceId, key)) activated++;
  }
  return activated;
}

/** Looks again under the sheet's lock: an edit may have come first. */
async function activateIfDue(workspaceId: number, key: string): Promise<boolean> {
  const ctx = systemContext(workspaceId, "sheets.activate");
  return inWorkspace(workspaceId, async (tx) => {
    const sheet = await loadSheet(tx, workspaceId, key, true);
    const versions = await loadVersions(tx, workspaceId, [sheet.id]);
    const version = versions.find(isOpen);
    if (!version?.scheduledAt || version.scheduledAt > new Date()) return false;
    const signatures = (await loadSignatures(tx, workspaceId)).get(version.id) ?? [];
    if (!SIDES.every((side) => signatures.some((signature) => signature.side === side))) return false;
    await activateOrSchedule(tx, ctx, sheet, versions, version, { silent: version.silent });
    return true;
  });
}
