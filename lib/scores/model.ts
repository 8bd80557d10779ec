import type { Tx } from "#db/client.ts";
import { type Activity, BoundSheet } from "../scoring/bind.ts";
import { compileSheet } from "../scoring/compile.ts";
import { type CompiledCondition, compileCondition, fieldsOf } from "../scoring/condition.ts";
import { firstPart } from "../scoring/field.ts";
import type { Condition, SheetContent } from "../scoring/schema.ts";

/** A sheet version made ready to score the leads of one workspace. */
export type ReadySheet = {
  sheetId: number;
  versionId: number;
  content: SheetContent;
  segment: CompiledCondition;
  bound: BoundSheet;
  /** Attribute names (first parts and whole paths) that sheet and segment read. */
  attributeKeys: string[];
  handoverGroup: string | null;
};

type VersionRow = {
  sheetId: number;
  versionId: number;
  hash: string;
  content: SheetContent;
  condition: Condition;
};

/** Compiled and bound sheets by workspace, content hash and where properties live. Pure values, so safe to keep. */
const cache = new Map<string, BoundSheet>();
const CACHE_SIZE = 200;

/** Where the properties of each event name may sit on the event itself. */
export type RestNames = { byName: Map<string, Set<string>>; signature: string };

export async function loadRestNames(tx: Tx, workspaceId: number): Promise<RestNames> {
  const found = await tx.$client.query<{ name: string; property: string }>(
    "select name, property from event_properties where workspace_id = $1 and on_event order by name, property",
    [workspaceId],
  );
  const byName = new Map<string, Set<string>>();
  for (const { name, property } of found.rows)
    byName.set(name, (byName.get(name) ?? new Set()).add(property));
  return { byName, signature: found.rows.map((row) => `${row.name}\u0001${row.property}`).join("\u0002") };
}

type ActivityRow = { id: number; name: string; properties: Record<string, unknown> };
const NOTHING: ReadonlySet<string> = new Set();

const toActivity = (row: ActivityRow, names: RestNames): Activity => ({
  ...row,
  mayHaveRest: names.byName.get(row.name) ?? NOTHING,
});

/** Compiles a sheet and matches its rules against everything that has happened in the workspace. */
export async function bindSheet(
  tx: Tx,
  workspaceId: number,
  content: SheetContent,
  names: RestNames,
  hash?: string,
): Promise<BoundSheet> {
  const key = hash === undefined ? undefined : `${workspaceId}\n${hash}\n${names.signature}`;
  const known = key === undefined ? undefined : cache.get(key);
  if (known) return known;
  const bound = new BoundSheet(compileSheet(content));
  const found = await tx.$client.query<ActivityRow>(
    "select id, name, properties from activities where workspace_id = $1",
    [workspaceId],
  );
  for (const row of found.rows) bound.add(toActivity(row, names));
  if (key !== undefined) {
    cache.set(key, bound);
    const oldest = cache.size > CACHE_SIZE ? cache.keys().next().value : undefined;
    if (oldest !== undefined) cache.delete(oldest);
  }
  return bound;
}

/** Binds activities that appeared since the sheets were bound. */
export async function bindMissing(
  tx: Tx,
  workspaceId: number,
  sheets: { bound: BoundSheet }[],
  names: RestNames,
  activityIds: Iterable<number>,
): Promise<void> {
  const missing = new Set<number>();
  for (const id of activityIds) if (sheets.some(({ bound }) => !bound.has(id))) missing.add(id);
  if (missing.size === 0) return;
  const found = await tx.$client.query<ActivityRow>(
    "select id, name, properties from activities where workspace_id = $1 and id = any($2::integer[])",
    [workspaceId, [...missing]],
  );
  for (const row of found.rows) {
    for (const { bound } of sheets) if (!bound.has(row.id)) bound.add(toActivity(row, names));
  }
}

/** Every attribute that a sheet or a condition reads, whole path and first part. */
export function attributeKeysOf(content: SheetContent, segment: Condition): string[] {
  const fields = [
    ...fieldsOf(segment),
    ...content.exclusions.flatMap((exclusion) => fieldsOf(exclusion.when)),
    ...content.rules.flatMap((rule) =>
      rule.kind === "fit" ? rule.cases.flatMap((c) => fieldsOf(c.when)) : [],
    ),
  ];
  return [...new Set(fields.flatMap((field) => [field, firstPart(field)]))].sort();
}

/** The active sheets of a workspace in the order of their segments: the first that a lead is in is its primary one. */
export async function loadActiveSheets(tx: Tx, workspaceId: number, names: RestNames): Promise<ReadySheet[]> {
  const found = await tx.$client.query<VersionRow>(
    `select v.sheet_id::int as "sheetId", v.id::int as "versionId", v.hash, v.content, s.condition
     from sheet_versions v join segments s on s.workspace_id = v.workspace_id and s.id = v.segment_id
     where v.workspace_id = $1 and v.state = 'active' order by s.position, s.id, v.sheet_id`,
    [workspaceId],
  );
  const ready: ReadySheet[] = [];
  for (const { sheetId, versionId, hash, content, condition } of found.rows) {
    ready.push({
      sheetId,
      versionId,
      content,
      segment: compileCondition(condition),
      bound: await bindSheet(tx, workspaceId, content, names, hash),
      attributeKeys: attributeKeysOf(content, condition),
      handoverGroup: content.groups.find((group) => group.handover)?.key ?? null,
    });
  }
  return ready;
}
