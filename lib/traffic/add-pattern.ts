import { inWorkspace, type Tx } from "#db/client.ts";
import { audit } from "../audit.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { conflict, notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { sendJob } from "../jobs/boss.ts";
import { lockForJoins } from "../scores/locks.ts";
import { readPatterns } from "./get-traffic.ts";
import type { addPatternOperation } from "./operations.ts";
import { likePattern } from "./pattern.ts";
import type { Pattern } from "./schemas.ts";

const MOST = 100;
const LAST_LEAD = "(select coalesce(max(id), 0) from leads where workspace_id = $1)";

/**
 * Lets events by agents that match not count from now on; a job (lib/traffic/apply-pattern.ts) marks those that are stored.
 * One that is just being removed is taken back.
 * @throws AppError `conflict` where there is such a pattern, or where there are too many.
 */
export async function addPattern(
  ctx: Context,
  { kind, text }: OperationInput<typeof addPatternOperation>,
): Promise<Pattern> {
  authorize(ctx, "traffic:manage");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    await waitForWriters(tx, workspaceId);
    const { rows } = await tx.$client.query<{ n: number }>(
      "select count(*)::int as n from traffic_patterns where workspace_id = $1 and removed_at is null",
      [workspaceId],
    );
    if ((rows[0]?.n ?? 0) >= MOST) throw conflict(`There are ${MOST} patterns, and no more are kept`);
    const added = await tx.$client.query<{ id: string }>(
      `insert into traffic_patterns (workspace_id, kind, text, matches, member_id, last_lead)
       values ($1, $2, $3, $4, $5, ${LAST_LEAD})
       on conflict (workspace_id, matches) do update set removed_at = null, finished_at = null, reached_lead = 0, marked = 0,
         last_lead = excluded.last_lead, kind = excluded.kind, text = excluded.text, member_id = excluded.member_id
         where traffic_patterns.removed_at is not null
       returning id`,
      [workspaceId, kind, text, likePattern(kind, text), actingMemberId(ctx)],
    );
    const patternId = Number(added.rows[0]?.id ?? 0);
    if (patternId === 0) throw conflict("There is such a pattern already");
    await sendJob(tx, "traffic.apply", { workspaceId, patternId });
    await audit(tx, ctx, "traffic.add_pattern", `traffic_pattern:${patternId}`, { kind, text });
    const all = await readPatterns(tx, workspaceId, new Map());
    const made = all.find(({ id }) => id === patternId);
    if (!made) throw notFound("Pattern");
    return made;
  });
}

/**
 * Whoever writes events holds a lock until it commits (lib/leads/resolve.ts). So all of theirs that were stored under the
 * former patterns are there when the job looks, and all later ones are stored under these.
 */
export const waitForWriters = (tx: Tx, workspaceId: number) => lockForJoins(tx, workspaceId);
