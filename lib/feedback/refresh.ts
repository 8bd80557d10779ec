import { inWorkspace } from "#db/client.ts";
import { computeReport } from "./compute.ts";
import { fillPoints } from "./points-at.ts";
import type { ReportKey } from "./report-key.ts";
import type { ReportBody } from "./schemas.ts";
import { storeReport } from "./stored.ts";
import { findSegment, loadVersion, type Subject } from "./subject.ts";

const TIMEOUT_MS = 300_000;
/** Hand-overs whose points are worked out in one transaction. */
const FILL = 1_000;

/** Works out what is missing of a version's hand-overs, in transactions of their own. */
export async function fillAllPoints(
  workspaceId: number,
  versionId: number,
  signal?: AbortSignal,
): Promise<void> {
  for (let filled = FILL; filled === FILL; ) {
    signal?.throwIfAborted();
    filled = await inWorkspace(
      workspaceId,
      async (tx) => {
        const version = await loadVersion(tx, workspaceId, versionId);
        return version ? fillPoints(tx, workspaceId, version, FILL) : 0;
      },
      { timeoutMs: TIMEOUT_MS },
    );
  }
}

/** Computes a report as of an instant in a snapshot of its own; null where version or segment are gone. */
export async function computeAlone(
  workspaceId: number,
  { versionId, scope, horizonDays, segment }: ReportKey,
  asOf: number,
): Promise<ReportBody | null> {
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const version = versionId === null ? null : await loadVersion(tx, workspaceId, versionId);
      const filter = segment === null ? null : await findSegment(tx, workspaceId, segment);
      if (version === undefined || filter === undefined) return null;
      const subject: Subject = { version, segment: filter, horizonDays, scope };
      return computeReport(tx, workspaceId, subject, asOf);
    },
    { readOnly: true, isolation: "repeatable read", timeoutMs: TIMEOUT_MS },
  );
}

/** Computes a report anew and keeps it. */
export async function refreshReport(
  { workspaceId, ...key }: ReportKey & { workspaceId: number },
  signal?: AbortSignal,
): Promise<void> {
  if (key.versionId !== null) await fillAllPoints(workspaceId, key.versionId, signal);
  const body = await computeAlone(workspaceId, key, Date.now());
  if (body) await inWorkspace(workspaceId, (tx) => storeReport(tx, workspaceId, key, body));
}
