import { inWorkspace, type Tx } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { groupTone } from "../leads/group-tone.ts";
import type { SheetContent } from "../scoring/schema.ts";
import { type BucketFlow, balanceOf, countsOverTime, type Flow } from "./count.ts";
import { loadScope, loadTimeZone, MOVED, periodOf } from "./internal.ts";
import type { Period } from "./period.ts";
import type { GroupsQuery, GroupsReport } from "./schemas.ts";

/** Group names are looked for in so many of a sheet's newest versions. */
const VERSIONS = 100;

type Version = { number: number; at: Date; groups: SheetContent["groups"] };
type Names = Pick<GroupsReport["groups"][number], "key" | "name" | "tone" | "former">[];

/**
 * How many leads were in each score group over a period, and how they moved between its beginning and its end. As the
 * product recorded it at the time: what arrived late does not change it. Leads that are erased are in no count.
 * @throws AppError `not_found` for an unknown segment, `invalid` for days that are no period
 */
export async function getGroups(ctx: Context, query: GroupsQuery): Promise<GroupsReport> {
  authorize(ctx, "reports:read");
  return inWorkspace(ctx.workspaceId, (tx) => readGroups(tx, ctx.workspaceId, query, new Date()), {
    readOnly: true,
    isolation: "repeatable read",
  });
}

/** `getGroups` as of `now`. The transaction reads one snapshot: present and past must fit each other. */
export async function readGroups(
  tx: Tx,
  workspaceId: number,
  query: GroupsQuery,
  now: Date,
): Promise<GroupsReport> {
  const zone = await loadTimeZone(tx, workspaceId);
  const period = periodOf(query, zone, now);
  const scope = await loadScope(tx, workspaceId, query.segment);
  const { points, step } = period;
  const base = {
    as_of: now.toISOString(),
    time_zone: zone,
    segment: scope?.segment ?? null,
    from: period.from.toISOString(),
    to: period.to.toISOString(),
    step,
  };
  if (!scope?.sheet) return { ...base, sheet: null, groups: [], series: [], versions: [], moves: [] };
  const { id, ...sheet } = scope.sheet;
  const counts = countsOverTime(
    await readPresent(tx, workspaceId, id),
    await readFlows(tx, workspaceId, id, period),
    points.length,
  );
  const moves = await readMoves(tx, workspaceId, id, period);
  const versions = await readVersions(tx, workspaceId, id);
  const [start] = counts;
  return {
    ...base,
    sheet,
    groups: namesOf(versions, [...new Set(counts.flatMap((at) => [...at.keys()]))]).map((group) => ({
      ...group,
      ...balanceOf(group.key, start?.get(group.key) ?? 0, moves),
    })),
    series: points.map((at, n) => ({
      at: at.toISOString(),
      leads: Object.fromEntries(counts[n] ?? []),
    })),
    versions: versions
      .filter(({ at }) => at > period.from && at <= period.to)
      .map(({ number, at }) => ({ number, at: at.toISOString() }))
      .reverse(),
    moves: moves.filter(({ from, to }) => from !== to).map(({ from, to, n }) => ({ from, to, leads: n })),
  };
}

async function readPresent(tx: Tx, workspaceId: number, sheetId: number): Promise<Map<string, number>> {
  const found = await tx.$client.query<{ group_key: string; n: number }>(
    `select group_key, count(*)::int as n from scores
     where workspace_id = $1 and sheet_id = $2 and group_key is not null group by group_key`,
    [workspaceId, sheetId],
  );
  return new Map(found.rows.map((row) => [row.group_key, row.n]));
}

/** Changes since the period began, by the points they lie between. Instants are of whole milliseconds. */
async function readFlows(
  tx: Tx,
  workspaceId: number,
  sheetId: number,
  { from, points }: Period,
): Promise<BucketFlow[]> {
  const found = await tx.$client.query<BucketFlow>(
    `select width_bucket(at, $4::timestamptz[]) as bucket, from_group as "from", to_group as "to", count(*)::int as n
     from group_changes where workspace_id = $1 and sheet_id = $2 and at > $3 group by 1, 2, 3`,
    [workspaceId, sheetId, from, points.map((at) => new Date(at.getTime() + 1))],
  );
  return found.rows;
}

async function readMoves(
  tx: Tx,
  workspaceId: number,
  sheetId: number,
  { from, to }: Period,
): Promise<Flow[]> {
  const found = await tx.$client.query<Flow>(
    `select was as "from", became as "to", count(*)::int as n from (${MOVED()}) m group by 1, 2 order by 1, 2`,
    [workspaceId, sheetId, from, to],
  );
  return found.rows;
}

/** Versions that were ever active, newest first. */
async function readVersions(tx: Tx, workspaceId: number, sheetId: number): Promise<Version[]> {
  const found = await tx.$client.query<Version>(
    `select number, activated_at as at, content -> 'groups' as groups from sheet_versions
     where workspace_id = $1 and sheet_id = $2 and activated_at is not null order by number desc limit ${VERSIONS}`,
    [workspaceId, sheetId],
  );
  return found.rows;
}

/** The groups of the newest version, then those that leads were in and it does not have any more. */
function namesOf([newest, ...earlier]: Version[], seen: string[]): Names {
  const groups = newest?.groups ?? [];
  const former = seen.filter((key) => !groups.some((group) => group.key === key)).sort();
  return [
    ...groups.map(({ key, name }) => ({ key, name, tone: groupTone(groups, key), former: false })),
    ...former.map((key) => {
      const had = earlier.find((version) => version.groups.some((group) => group.key === key))?.groups ?? [];
      const name = had.find((group) => group.key === key)?.name ?? key;
      return { key, name, tone: groupTone(had, key), former: true };
    }),
  ];
}
