import type { Score } from "../scoring/score.ts";
import type { StoredLead } from "./histories.ts";
import type { ScoredLead } from "./score-chunk.ts";

/** A stored score, as far as comparing needs it. */
export type StoredScore = {
  leadId: number;
  sheetId: number;
  /** The version under which it last changed. */
  versionId: number;
  total: number;
  /** See `dimensionsText`. */
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

export const noChanges = (): Changes => ({
  upserts: [],
  removals: [],
  history: [],
  groupChanges: [],
  leads: [],
});

/** Order of keys in jsonb: shorter ones first. */
const jsonbOrder = (a: string, b: string) => a.length - b.length || (a < b ? -1 : 1);

/** Dimensions as PostgreSQL prints them as jsonb, so that what is stored is compared without being parsed. */
export function dimensionsText(dimensions: Record<string, number>): string {
  let text = "";
  for (const key of Object.keys(dimensions).sort(jsonbOrder)) {
    text += `${text === "" ? "" : ", "}"${key}": ${dimensions[key]}`;
  }
  return `{${text}}`;
}

/** The version does not matter: one that changes nothing for most leads must not write all their scores anew. */
function isSame(stored: StoredScore, score: Score, isPrimary: boolean): boolean {
  return (
    stored.total === score.total &&
    stored.nextChangeAt === score.nextChangeAt &&
    stored.isPrimary === isPrimary &&
    stored.label === score.label &&
    stored.groupKey === score.group &&
    stored.excluded === score.excluded &&
    stored.dimensions === dimensionsText(score.dimensions)
  );
}

/** What differs between a lead's fresh scores and what is stored of it, added to `into`. Pure. */
export function compare(
  lead: ScoredLead,
  stored: readonly StoredScore[],
  row: StoredLead,
  into: Changes,
): void {
  let kept = 0;
  const primarySheetId = lead.scores[0]?.sheet.sheetId ?? null;
  for (const { sheet, score } of lead.scores) {
    const before = stored.find(({ sheetId }) => sheetId === sheet.sheetId);
    if (before) kept++;
    const isPrimary = sheet.sheetId === primarySheetId;
    if (before && isSame(before, score, isPrimary)) continue;
    const after: StoredScore = {
      leadId: lead.leadId,
      sheetId: sheet.sheetId,
      versionId: sheet.versionId,
      total: score.total,
      dimensions: dimensionsText(score.dimensions),
      label: score.label,
      groupKey: score.group,
      excluded: score.excluded,
      isPrimary,
      nextChangeAt: score.nextChangeAt,
    };
    into.upserts.push(after);
    const moved = (before?.groupKey ?? null) !== after.groupKey;
    if (!before || moved || before.total !== after.total || before.excluded !== after.excluded)
      into.history.push(after);
    if (moved)
      into.groupChanges.push({ ...after, fromGroup: before?.groupKey ?? null, toGroup: after.groupKey });
  }
  if (kept < stored.length) leave(lead, stored, into);
  if (row.primarySheetId !== primarySheetId || row.membershipChangesAt !== lead.membershipChangesAt) {
    into.leads.push({ leadId: lead.leadId, primarySheetId, membershipChangesAt: lead.membershipChangesAt });
  }
}

/** The lead is no longer in the segments of these sheets. */
function leave(lead: ScoredLead, stored: readonly StoredScore[], into: Changes): void {
  for (const before of stored) {
    const { sheetId } = before;
    if (lead.scores.some(({ sheet }) => sheet.sheetId === sheetId)) continue;
    into.removals.push({ leadId: lead.leadId, sheetId });
    if (before.groupKey) into.groupChanges.push({ ...before, fromGroup: before.groupKey, toGroup: null });
  }
}
