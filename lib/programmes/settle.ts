import type { Tx } from "#db/client.ts";
import { bigints } from "../sql-arrays.ts";
import type { Taken } from "./take-step.ts";

/** Notes what came of the enrolments of a batch, in the transaction that wrote their mails. */
export async function settleEnrolments(
  tx: Tx,
  workspaceId: number,
  taken: readonly (Taken & { id: number })[],
  now: Date,
): Promise<void> {
  await tx.$client.query(
    `update enrolments e set done = t.done::jsonb, next_at = t.next_at, waiting = t.waiting, active = t.reason is null,
       left_reason = t.reason, left_at = case when t.reason is not null then $7::timestamptz end
     from unnest($2::bigint[], $3::text[], $4::timestamptz[], $5::text[], $6::text[]) as t (id, done, next_at, waiting, reason)
     where e.workspace_id = $1 and e.id = t.id`,
    [
      workspaceId,
      bigints(taken.map(({ id }) => id)),
      taken.map(({ done }) => JSON.stringify(done)),
      taken.map(({ nextAt }) => nextAt.toISOString()),
      taken.map(({ waiting }) => waiting),
      taken.map(({ left }) => left),
      now,
    ],
  );
}
