import { inWorkspace, type Tx } from "#db/client.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { invalid } from "../errors.ts";
import { likelihoodsOf } from "../models/likelihoods.ts";
import { decodeListCursor, encodeListCursor, type ListCursor, type Phase, phasesOf } from "./list-phases.ts";
import { type ListScope, listScope } from "./list-scope.ts";
import {
  countSql,
  type ListSelection,
  listSql,
  MATCH_MOST,
  mayHangTogether,
  type Reach,
} from "./list-sql.ts";
import { memberNames } from "./owners.ts";
import type { LeadItem, LeadList, ListLeadsInput } from "./schemas.ts";
import { loadVersionNames, type StoredScoreRow, toShortScore } from "./score-names.ts";
import type { Stage } from "./stages.ts";

/** Where attributes have to be looked at one by one: leads read at a time, and how often before a page ends early. */
const SIFT_ROWS = 500;
const SIFT_ROUNDS = 10;

type Row = StoredScoreRow & {
  id: string;
  email: string | null;
  external_id: string | null;
  display_name: string | null;
  stage: Stage;
  owner_id: string | null;
  last_event_at: Date | null;
  created_at: Date;
  objected_at: Date | null;
  attributes: Record<string, unknown> | null;
};
/** Labels of different sheets have nothing to do with each other. */
const NEEDS_SHEET = {
  path: "label",
  message: "A label needs a sheet, or a segment that has an active one",
  code: "label_needs_sheet",
};

const ONE_OF_BOTH = { path: "sheet", message: "Ask for a sheet or for a segment", code: "sheet_or_segment" };

type Found = { rows: Row[]; next: ListCursor | null };

/**
 * A page of leads in a fixed number of queries. A page may be short of `limit` and still have a next one where the
 * segment asked for has no active sheet, because membership must then be asked of each lead's attributes.
 * @throws AppError `not_found` for an unknown segment or sheet, `invalid` for a cursor of another list, for a sheet and
 *   a segment at once, and for a label without either.
 */
export async function listLeads(ctx: Context, input: ListLeadsInput): Promise<LeadList> {
  authorize(ctx, "leads:read");
  return inWorkspace(ctx.workspaceId, (tx) => listInTransaction(tx, ctx, input), { readOnly: true });
}

async function listInTransaction(tx: Tx, ctx: Context, input: ListLeadsInput): Promise<LeadList> {
  const scope = await listScope(tx, ctx.workspaceId, input, Date.now());
  if (input.sheet !== undefined && input.segment !== undefined) throw invalid([ONE_OF_BOTH]);
  if (input.label !== undefined && scope.sheetId === null) throw invalid([NEEDS_SHEET]);
  const wantsScore = input.group !== undefined || input.label !== undefined || input.excluded === "true";
  if (wantsScore && scope.only === "unscored") return { items: [], next_cursor: null };
  const phases = phasesOf(input.sort, wantsScore ? "scored" : scope.only);
  const after = input.cursor === undefined ? null : decodeListCursor(input.cursor, input.sort, phases);
  const found = await read(tx, ctx, input, scope, phases, after);
  const versions = await loadVersionNames(tx, ctx.workspaceId, scoredVersions(found.rows));
  const ids = found.rows.map(({ id }) => Number(id));
  const likelihoods = await likelihoodsOf(tx, ctx.workspaceId, ids);
  const owners = await memberNames(
    tx,
    ctx.workspaceId,
    found.rows.map((row) => row.owner_id),
  );
  return {
    items: found.rows.map((row) => toItem(row, versions, owners, likelihoods)),
    next_cursor: found.next && encodeListCursor(found.next),
  };
}

const scoredVersions = (rows: Row[]) =>
  rows.flatMap((row) => (row.version_id === null ? [] : [Number(row.version_id)]));

function ownerOf(ctx: Context, owner: string | undefined): number | null | undefined {
  if (owner === undefined) return undefined;
  if (owner === "none") return null;
  return owner === "me" ? (actingMemberId(ctx) ?? 0) : Number(owner);
}

/** Reads phase after phase until the page is full. */
async function read(
  tx: Tx,
  ctx: Context,
  input: ListLeadsInput,
  scope: ListScope,
  phases: Phase[],
  start: ListCursor | null,
): Promise<Found> {
  const selection: ListSelection = {
    filter: input,
    ownerId: ownerOf(ctx, input.owner),
    sheetId: scope.sheetId,
    withAttributes: scope.keep !== null,
  };
  const { limit, sort } = input;
  const kept: { row: Row; at: ListCursor }[] = [];
  let after = start;
  let rounds = 0;
  for (let n = start?.phase ?? 0; n < phases.length; n++) {
    const phase = phases[n];
    if (!phase) break;
    for (;;) {
      const size = scope.keep ? SIFT_ROWS : limit + 1 - kept.length;
      const rows = await readStretch(tx, ctx.workspaceId, selection, phase, after, size);
      for (const row of rows) {
        after = { sort, phase: n, at: keyOf(row, phase), id: Number(row.id) };
        if (!scope.keep || scope.keep(row.attributes ?? {})) kept.push({ row, at: after });
      }
      if (kept.length > limit)
        return { rows: kept.slice(0, limit).map((k) => k.row), next: kept[limit - 1]?.at ?? null };
      if (rows.length < size) break;
      if (++rounds === SIFT_ROUNDS) return { rows: kept.map((k) => k.row), next: after };
    }
    after = null;
  }
  return { rows: kept.map((k) => k.row), next: null };
}

async function readStretch(
  tx: Tx,
  workspaceId: number,
  selection: ListSelection,
  phase: Phase,
  after: ListCursor | null,
  size: number,
): Promise<Row[]> {
  const run = async (reach: Reach) => {
    const { text, values } = listSql(workspaceId, selection, phase, after, size, reach);
    return (await tx.$client.query<Row>(text, values)).rows;
  };
  if (!mayHangTogether(selection)) return run("plan");
  const near = await run("walk");
  if (near.length === size) return near;
  const { text, values } = countSql(workspaceId, selection);
  const { rows } = await tx.$client.query<{ n: number }>(text, values);
  return run((rows[0]?.n ?? 0) > MATCH_MOST ? "plan" : "match");
}

function keyOf(row: Row, phase: Phase): ListCursor["at"] {
  if (phase.key === "total") return row.total;
  if (phase.key === "created_at") return row.created_at.toISOString();
  return phase.key === "id" ? null : (row.last_event_at?.toISOString() ?? null);
}

function toItem(
  row: Row,
  versions: Awaited<ReturnType<typeof loadVersionNames>>,
  owners: Map<number, string>,
  likelihoods: ReadonlyMap<number, number>,
): LeadItem {
  const ownerId = row.owner_id === null ? null : Number(row.owner_id);
  return {
    id: Number(row.id),
    email: row.email,
    user_id: row.external_id,
    name: row.display_name,
    stage: row.stage,
    owner: ownerId === null ? null : { id: ownerId, name: owners.get(ownerId) ?? `#${ownerId}` },
    score: row.version_id === null ? null : toShortScore(row, versions),
    likelihood: likelihoods.get(Number(row.id)) ?? null,
    excluded: row.version_id === null ? null : row.excluded,
    objected: row.objected_at !== null,
    last_event_at: row.last_event_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
  };
}
