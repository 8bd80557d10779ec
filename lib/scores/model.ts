import type { Tx } from "#db/client.ts";
import { loadFrozenModels } from "../models/load-frozen.ts";
import { type Activity, BoundSheet } from "../scoring/bind.ts";
import { compileSheet } from "../scoring/compile.ts";
import { type CompiledCondition, compileCondition, fieldsOf } from "../scoring/condition.ts";
import type { Condition } from "../scoring/condition-schema.ts";
import { firstPart } from "../scoring/field.ts";
import type { SheetContent } from "../scoring/schema.ts";

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

type ActiveRow = { sheetId: number; versionId: number; hash: string; condition: Condition };

const CACHE_SIZE = 200;
/** Compiled and bound sheets by workspace, content hash and where properties live. Pure values, so safe to keep. */
const boundSheets = new Map<string, BoundSheet>();
/** Sheets of versions that are or were active; such a version's content never changes, its segment's condition may. */
const readySheets = new Map<string, ReadySheet>();

/** Keeps a value, and the newest `CACHE_SIZE` at most. */
function keep<T>(cache: Map<string, T>, key: string, value: T): void {
  cache.set(key, value);
  const oldest = cache.size > CACHE_SIZE ? cache.keys().next().value : undefined;
  if (oldest !== undefined) cache.delete(oldest);
}

/** Where the properties of each event name may sit on the event itself. */
export type RestNames = { byName: Map<string, Set<string>>; signature: string };

export async function loadRestNames(tx: Tx, workspaceId: number): Promise<RestNames> {
  const found = await tx.$client.query<{ signature: string }>(`select ${SIGNATURE} as signature`, [
    workspaceId,
  ]);
  return restNames(found.rows[0]?.signature ?? "[]");
}

const SIGNATURE = `coalesce((select json_agg(json_build_array(name, property) order by name, property)
  from event_properties where workspace_id = $1 and on_event)::text, '[]')`;

function restNames(signature: string): RestNames {
  const byName = new Map<string, Set<string>>();
  for (const [name, property] of JSON.parse(signature) as [string, string][])
    byName.set(name, (byName.get(name) ?? new Set()).add(property));
  return { byName, signature };
}

type ActivityRow = { id: number; name: string; properties: Record<string, unknown> };
const NOTHING: ReadonlySet<string> = new Set();

const toActivity = (row: ActivityRow, names: RestNames): Activity => ({
  ...row,
  mayHaveRest: names.byName.get(row.name) ?? NOTHING,
});

/**
 * Compiles a sheet with the frozen models it names, and matches its rules against everything that has happened in the workspace.
 * @throws AppError `invalid_sheet` where it names a model version that there is not.
 */
export async function bindSheet(
  tx: Tx,
  workspaceId: number,
  content: SheetContent,
  names: RestNames,
  hash?: string,
): Promise<BoundSheet> {
  const key = hash === undefined ? undefined : `${workspaceId}\n${hash}\n${names.signature}`;
  const known = key === undefined ? undefined : boundSheets.get(key);
  if (known) return known;
  const bound = new BoundSheet(compileSheet(content, await loadFrozenModels(tx, workspaceId, content)));
  const found = await tx.$client.query<ActivityRow>(
    "select id, name, properties from activities where workspace_id = $1",
    [workspaceId],
  );
  for (const row of found.rows) bound.add(toActivity(row, names));
  if (key !== undefined) keep(boundSheets, key, bound);
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

/** Every attribute that a sheet, its models or a condition reads, whole path and first part. */
export function attributeKeysOf({ sheet }: BoundSheet, segment: Condition): string[] {
  const { content } = sheet;
  const fields = [
    ...fieldsOf(segment),
    ...sheet.modelFields,
    ...content.exclusions.flatMap((exclusion) => fieldsOf(exclusion.when)),
    ...content.rules.flatMap((rule) =>
      rule.kind === "fit" ? rule.cases.flatMap((c) => fieldsOf(c.when)) : [],
    ),
  ];
  return [...new Set(fields.flatMap((field) => [field, firstPart(field)]))].sort();
}

const ACTIVE = `select v.sheet_id::int as "sheetId", v.id::int as "versionId", v.hash, s.condition
  from sheet_versions v join segments s on s.workspace_id = v.workspace_id and s.id = v.segment_id
  where v.workspace_id = $1 and v.state = 'active' order by s.position, s.id, v.sheet_id`;

/** The active sheets of a workspace in the order of their segments: the first that a lead is in is its primary one. */
export async function loadActiveSheets(tx: Tx, workspaceId: number, names: RestNames): Promise<ReadySheet[]> {
  const found = await tx.$client.query<ActiveRow>(ACTIVE, [workspaceId]);
  return makeReady(tx, workspaceId, found.rows, names);
}

/** What a rescore works with; `hasStays`: some lead counts as being in a group that its score has left. */
export type Model = { names: RestNames; sheets: ReadySheet[]; hasStays: boolean };

/** `loadRestNames` and `loadActiveSheets` in one small statement: what was compiled before is not read again. */
export async function loadModel(tx: Tx, workspaceId: number): Promise<Model> {
  const found = await tx.$client.query<{ signature: string; active: ActiveRow[]; hasStays: boolean }>({
    name: "scores.model",
    text: `select ${SIGNATURE} as signature, coalesce((select json_agg(a) from (${ACTIVE}) a), '[]') as active,
      exists (select from group_stays where workspace_id = $1) as "hasStays"`,
    values: [workspaceId],
  });
  const { signature, active, hasStays } = found.rows[0] ?? { signature: "[]", active: [], hasStays: false };
  const names = restNames(signature);
  return { names, sheets: await makeReady(tx, workspaceId, active, names), hasStays };
}

async function makeReady(
  tx: Tx,
  workspaceId: number,
  rows: ActiveRow[],
  names: RestNames,
): Promise<ReadySheet[]> {
  const keyOf = (row: ActiveRow) => JSON.stringify([workspaceId, row, names.signature]);
  const ready: ReadySheet[] = [];
  for (const row of rows) {
    const key = keyOf(row);
    const sheet = readySheets.get(key) ?? (await makeSheet(tx, workspaceId, row, names));
    keep(readySheets, key, sheet);
    ready.push(sheet);
  }
  return ready;
}

async function makeSheet(
  tx: Tx,
  workspaceId: number,
  { sheetId, versionId, hash, condition }: ActiveRow,
  names: RestNames,
): Promise<ReadySheet> {
  const found = await tx.$client.query<{ content: SheetContent }>(
    "select content from sheet_versions where workspace_id = $1 and id = $2",
    [workspaceId, versionId],
  );
  const content = found.rows[0]?.content;
  if (!content) throw new Error("an active version has no content");
  const bound = await bindSheet(tx, workspaceId, content, names, hash);
  return {
    sheetId,
    versionId,
    content,
    segment: compileCondition(condition),
    bound,
    attributeKeys: attributeKeysOf(bound, condition),
    handoverGroup: content.groups.find((group) => group.handover)?.key ?? null,
  };
}
