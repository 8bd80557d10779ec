import type { Tx } from "#db/client.ts";
import { notify } from "../notifications/notify.ts";
import { makeCode } from "./pattern.ts";

export type Pool = {
  id: number;
  key: string;
  name: string;
  pattern: string | null;
  limit: number | null;
  expiresAt: Date | null;
  warnBelow: number | null;
  closed: boolean;
};

export type Given =
  | { state: "given" | "had"; code: string }
  | { state: "none"; why: "pool_empty" | "pool_expired" | "pool_closed" };

const POOL = `id::int as id, key, name, pattern, "limit", expires_at as "expiresAt", warn_below as "warnBelow", closed`;
const TRIES = 5;

/** The pool of that key, locked: who gives from it does so one after the other. */
export async function lockPool(tx: Tx, workspaceId: number, key: string): Promise<Pool | null> {
  const found = await tx.$client.query<Pool>(
    `select ${POOL} from promo_pools where workspace_id = $1 and key = $2 for no key update`,
    [workspaceId, key],
  );
  return found.rows[0] ?? null;
}

/** Gives a lead its code of a pool that is locked: the one it has, else a new one. Administrators hear of an empty pool. */
export async function giveCode(tx: Tx, workspaceId: number, pool: Pool, leadId: number): Promise<Given> {
  const had = await tx.$client.query<{ code: string }>(
    "select code from promo_codes where workspace_id = $1 and pool_id = $2 and lead_id = $3",
    [workspaceId, pool.id, leadId],
  );
  if (had.rows[0]) return { state: "had", code: had.rows[0].code };
  if (pool.closed) return { state: "none", why: "pool_closed" };
  if (pool.expiresAt !== null && pool.expiresAt <= new Date()) return { state: "none", why: "pool_expired" };
  const code =
    pool.pattern === null
      ? await fromList(tx, workspaceId, pool, leadId)
      : await made(tx, workspaceId, pool, leadId);
  const left = pool.warnBelow === null ? null : await leftIn(tx, workspaceId, pool, pool.warnBelow + 1);
  if (code === null || (left !== null && left <= (pool.warnBelow ?? 0)))
    await warn(tx, workspaceId, pool, code === null ? 0 : (left ?? 0));
  return code === null ? { state: "none", why: "pool_empty" } : { state: "given", code };
}

async function fromList(tx: Tx, workspaceId: number, pool: Pool, leadId: number): Promise<string | null> {
  const given = await tx.$client.query<{ code: string }>(
    `update promo_codes set lead_id = $3, given_at = now() where workspace_id = $1 and id =
       (select id from promo_codes where workspace_id = $1 and pool_id = $2 and lead_id is null order by id limit 1)
     returning code`,
    [workspaceId, pool.id, leadId],
  );
  return given.rows[0]?.code ?? null;
}

async function made(tx: Tx, workspaceId: number, pool: Pool, leadId: number): Promise<string | null> {
  if (pool.limit !== null && (await leftIn(tx, workspaceId, pool)) === 0) return null;
  for (let n = 0; n < TRIES; n++) {
    const stored = await tx.$client.query<{ code: string }>(
      `insert into promo_codes (workspace_id, pool_id, code, lead_id, given_at) values ($1, $2, $3, $4, now())
       on conflict (workspace_id, pool_id, code) do nothing returning code`,
      [workspaceId, pool.id, makeCode(pool.pattern ?? ""), leadId],
    );
    if (stored.rows[0]) return stored.rows[0].code;
  }
  return null;
}

/** Codes that can still be given, counted no further than `most` of a list; null: without end. */
export async function leftIn(
  tx: Tx,
  workspaceId: number,
  pool: Pick<Pool, "id" | "pattern" | "limit">,
  most: number | null = null,
): Promise<number | null> {
  if (pool.pattern !== null && pool.limit === null) return null;
  const counted = await tx.$client.query<{ n: number }>(
    `select count(*)::int as n from (select from promo_codes where workspace_id = $1 and pool_id = $2
       and (lead_id is null) = $3 limit $4) counted`,
    [workspaceId, pool.id, pool.pattern === null, pool.pattern === null ? most : null],
  );
  const n = counted.rows[0]?.n ?? 0;
  return pool.pattern === null ? n : Math.max(0, (pool.limit ?? 0) - n);
}

/** Once for running low and once for running out, until codes are added. */
async function warn(tx: Tx, workspaceId: number, pool: Pool, left: number): Promise<void> {
  const admins = await tx.$client.query<{ id: string }>(
    "select id from members where workspace_id = $1 and role in ('admin', 'marketer') and removed_at is null",
    [workspaceId],
  );
  const size = await tx.$client.query<{ n: number }>(
    "select count(*)::int as n from promo_codes where workspace_id = $1 and pool_id = $2",
    [workspaceId, pool.id],
  );
  const stock = pool.pattern === null ? (size.rows[0]?.n ?? 0) : (pool.limit ?? 0);
  await notify(
    tx,
    workspaceId,
    admins.rows.map(({ id }) => Number(id)),
    {
      kind: left === 0 ? "promo_empty" : "promo_low",
      subject: `promo:${pool.key}`,
      payload: { name: pool.name, left },
      dedupe: `promo:${pool.id}:${left === 0 ? "empty" : "low"}:${stock}`,
    },
  );
}
