import type { ScoredLead } from "./score-chunk.ts";

/** A stored score, as far as comparing needs it. */
export type StoredScore = {
  leadId: number;
  sheetId: number;
  versionId: number;
  total: number;
  /** JSON text of the dimensions, keys in sheet order. */
  dimensions: string;
  label: string | null;
  groupKey: string | null;
  excluded: string | null;
  isPrimary: boolean;
  nextChangeAt: number | null;
};

export type GroupChange = {
  leadId: number;
  sheetId: number;
  versionId: number;
  fromGroup: string | null;
  toGroup: string | null;
  total: number;
};

export type Changes = {
  /** Scores to store: new ones and those that differ. */
  upserts: StoredScore[];
  /** Scores of segments that the lead has left. */
  removals: { leadId: number; sheetId: number }[];
  /** Those of `upserts` whose total or group changed: they go into the history. */
  history: StoredScore[];
  groupChanges: GroupChange[];
  /** Leads whose primary sheet or membership instant changed. */
  leads: { leadId: number; primarySheetId: number | null; membershipChangesAt: number | null }[];
};

export type StoredLead = { primarySheetId: number | null; membershipChangesAt: number | null };

export const noChanges = (): Changes => ({ upserts: [], removals: [], history: [], groupChanges: [], leads: [] });

/** PostgreSQL prints jsonb with its own spacing and order, so dimensions are compared in one canonical form. */
export const dimensionsText = (dimensions: Record<string, number>) =>
  JSON.stringify(Object.fromEntries(Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1))));

function isSame(a: StoredScore, b: StoredScore): boolean {
  return (
    a.versionId === b.versionId &&
    a.total === b.total &&
    a.dimensions === b.dimensions &&
    a.label === b.label &&
    a.groupKey === b.groupKey &&
    a.excluded === b.excluded &&
    a.isPrimary === b.isPrimary &&
    a.nextChangeAt === b.nextChangeAt
  );
}

/** What differs between a lead's fresh scores and what is stored of it, added to `into`. Pure. */
export function compare(lead: ScoredLead, stored: Map<number, StoredScore>, row: StoredLead, into: Changes): void {
  const left = new Set(stored.keys());
  const primarySheetId = lead.scores[0]?.sheet.sheetId ?? null;
  for (const { sheet, score } of lead.scores) {
    left.delete(sheet.sheetId);
    const before = stored.get(sheet.sheetId);
    const after: StoredScore = {
      leadId: lead.leadId,
      sheetId: sheet.sheetId,
      versionId: sheet.versionId,
      total: score.total,
      dimensions: dimensionsText(score.dimensions),
      label: score.label,
      groupKey: score.group,
      excluded: score.excluded,
      isPrimary: sheet.sheetId === primarySheetId,
      nextChangeAt: score.nextChangeAt,
    };
    if (before && isSame(before, after)) continue;
    into.upserts.push(after);
    const moved = before?.groupKey !== after.groupKey;
    if (!before || moved || before.total !== after.total || before.excluded !== after.excluded) into.history.push(after);
    if (moved) into.groupChanges.push({ ...after, fromGroup: before?.groupKey ?? null, toGroup: after.groupKey });
  }
  for (const sheetId of left) {
    const before = stored.get(sheetId);
    into.removals.push({ leadId: lead.leadId, sheetId });
    if (before?.groupKey) into.groupChanges.push({ ...before, fromGroup: before.groupKey, toGroup: null });
  }
  if (row.primarySheetId !== primarySheetId || row.membershipChangesAt !== lead.membershipChangesAt) {
    into.leads.push({ leadId: lead.leadId, primarySheetId, membershipChangesAt: lead.membershipChangesAt });
  }
}
