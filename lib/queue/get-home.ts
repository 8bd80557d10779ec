import { inWorkspace, type Tx } from "#db/client.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { SHOWN } from "./internal.ts";

/** Counting stops here: past it the screen says "more than". */
export const COUNT_LIMIT = 1_000;
const WEEK_MS = 7 * 86_400_000;

/** Figures stop at COUNT_LIMIT + 1. */
export type Home = {
  steps: {
    source: boolean;
    leads: boolean;
    segment: boolean;
    draft: boolean;
    signed: boolean;
    worked: boolean;
    review: boolean;
  };
  queue: { open: number; mine: number; oldest: Date | null };
  week: { leads: number; handovers: number; accepted: number; rejected: number };
  unscored: number;
};

/** How far the workspace is set up, what waits in the queue, and the last seven days. Every count is bounded. */
export async function getHome(ctx: Context): Promise<Home> {
  authorize(ctx, "queue:read");
  const { workspaceId } = ctx;
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const since = new Date(Date.now() - WEEK_MS);
      const count = bounded(tx, workspaceId);
      const has = async (from: string) => (await count(from, [], 1)) > 0;
      const oldest = await tx.$client.query<{ at: Date }>(
        `select at from handovers h where workspace_id = $1 and state = 'open' and sheet_id is not null and ${SHOWN}
         order by at limit 1`,
        [workspaceId],
      );
      return {
        steps: {
          // A file is a source of leads too.
          source:
            (await has("sources where workspace_id = $1")) || (await has("imports where workspace_id = $1")),
          leads: await has("leads where workspace_id = $1"),
          segment: await has("segments where workspace_id = $1"),
          draft: await has("sheet_versions where workspace_id = $1"),
          signed: await has("sheet_versions where workspace_id = $1 and activated_at is not null"),
          worked: await has("handovers where workspace_id = $1 and decided_by is not null"),
          review: await has(
            "sheet_versions where workspace_id = $1 and activated_at + make_interval(days => trial_days) <= now()",
          ),
        },
        queue: {
          open: await count(
            `handovers h where workspace_id = $1 and state = 'open' and sheet_id is not null and ${SHOWN}`,
          ),
          mine: await count(
            `handovers h where workspace_id = $1 and state = 'open' and owner_id = $2 and ${SHOWN}`,
            [actingMemberId(ctx)],
          ),
          oldest: oldest.rows[0]?.at ?? null,
        },
        week: {
          leads: await count("leads where workspace_id = $1 and created_at >= $2 and joined_into is null", [
            since,
          ]),
          handovers: await count(handedOver(["open", "accepted", "rejected"]), [since]),
          accepted: await count(handedOver(["accepted"]), [since]),
          rejected: await count(handedOver(["rejected"]), [since]),
        },
        unscored: await count(
          "leads where workspace_id = $1 and primary_sheet_id is null and joined_into is null",
        ),
      };
    },
    { readOnly: true },
  );
}

/** Hand-overs of the last days by what became of them, off the queue's index. */
const handedOver = (states: readonly string[]) =>
  `handovers where workspace_id = $1 and sheet_id is not null
   and state in (${states.map((state) => `'${state}'`).join(", ")}) and at >= $2`;

function bounded(tx: Tx, workspaceId: number) {
  return async (from: string, values: unknown[] = [], limit = COUNT_LIMIT + 1): Promise<number> => {
    const found = await tx.$client.query<{ n: number }>(
      `select count(*)::int as n from (select 1 from ${from} limit ${limit}) counted`,
      [workspaceId, ...values],
    );
    return found.rows[0]?.n ?? 0;
  };
}
