import type { Tx } from "#db/client.ts";
import type { SheetContent } from "../scoring/schema.ts";
import { groupTone } from "./group-tone.ts";
import type { ShortScore } from "./schemas.ts";

export type VersionNames = {
  id: number;
  number: number;
  sheet: string;
  sheetName: string;
  groups: SheetContent["groups"];
  exclusions: { key: string; name: string }[];
};

/** What versions call themselves, their groups and exclusions; of the whole content nothing else is read. */
export async function loadVersionNames(
  tx: Tx,
  workspaceId: number,
  versionIds: Iterable<number>,
): Promise<Map<number, VersionNames>> {
  const found = await tx.$client.query<VersionNames>(
    `select v.id::int as id, v.number, s.key as sheet, s.name as "sheetName", v.content -> 'groups' as groups,
       v.content -> 'exclusions' as exclusions
     from sheet_versions v join sheets s on s.workspace_id = v.workspace_id and s.id = v.sheet_id
     where v.workspace_id = $1 and v.id = any($2::bigint[])`,
    [workspaceId, [...new Set(versionIds)]],
  );
  return new Map(found.rows.map((row) => [row.id, row]));
}

/**
 * SQL: the version whose words a row `s` of `scores` is shown in. The row itself says under which version it last
 * changed, and a version that changes nothing for a lead does not write its score anew.
 */
export const SHOWN_VERSION = `coalesce((select v.id from sheet_versions v where v.workspace_id = s.workspace_id
  and v.sheet_id = s.sheet_id and v.state = 'active'), s.version_id) as version_id`;

export const groupName = (names: VersionNames | undefined, key: string | null): string | null =>
  names?.groups.find((group) => group.key === key)?.name ?? key;

export type StoredScoreRow = {
  version_id: string;
  total: number;
  label: string | null;
  group_key: string | null;
  excluded: string | null;
};

/** A stored score in the words of the version that gave it. */
export function toShortScore(row: StoredScoreRow, versions: Map<number, VersionNames>): ShortScore {
  const names = versions.get(Number(row.version_id));
  if (!names) throw new Error(`version ${row.version_id} of a score was not loaded`);
  return {
    sheet: names.sheet,
    sheet_name: names.sheetName,
    version: names.number,
    total: row.total,
    label: row.label,
    group: row.group_key,
    group_name: groupName(names, row.group_key),
    tone: groupTone(names.groups, row.group_key),
    excluded: row.excluded,
    excluded_name: names.exclusions.find(({ key }) => key === row.excluded)?.name ?? row.excluded,
  };
}
