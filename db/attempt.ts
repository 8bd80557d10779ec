import { AsyncLocalStorage } from "node:async_hooks";
import type pg from "pg";

/** The claim of the Idempotency-Key under which the present call runs. */
export type Attempt = { workspaceId: number; memberId: number; key: string; id: string; committed: boolean };

const attempts = new AsyncLocalStorage<Attempt>();

/** Runs `work` so that each of its writing transactions also notes that the attempt has had an effect. */
export const asAttempt = <T>(attempt: Attempt, work: () => Promise<T>): Promise<T> =>
  attempts.run(attempt, work);

/** Thrown inside a transaction whose call was taken over meanwhile: it must not commit a second time. */
export class AttemptLost extends Error {}

/** Notes, in the transaction that is about to commit, that the present attempt (if any) has had an effect. */
export async function noteAttempt(client: pg.ClientBase, workspaceId: number): Promise<void> {
  const attempt = attempts.getStore();
  if (!attempt || attempt.workspaceId !== workspaceId) return;
  const { memberId, key, id } = attempt;
  const noted = await client.query(
    `update idempotency_keys set committed_at = coalesce(committed_at, now())
     where workspace_id = $1 and member_id = $2 and key = $3 and attempt = $4`,
    [workspaceId, memberId, key, id],
  );
  if (noted.rowCount !== 1) throw new AttemptLost(`attempt ${id} was taken over`);
  attempt.committed = true;
}
