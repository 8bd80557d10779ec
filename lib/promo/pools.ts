import type { Tx } from "#db/client.ts";
import { notFound } from "../errors.ts";
import type { Pool } from "./schemas.ts";

type Row = Omit<Pool, "expires_at" | "left"> & { expires_at: Date | null; free: number };

/** Pools by name, or the one of that key. */
export async function readPools(tx: Tx, workspaceId: number, key: string | null = null): Promise<Pool[]> {
  const found = await tx.$client.query<Row>(
    `select p.key, p.name, p.pattern, p."limit", p.expires_at, p.warn_below, p.closed,
       count(c.lead_id)::int as given, (count(c.id) - count(c.lead_id))::int as free
     from promo_pools p left join promo_codes c on c.workspace_id = $1 and c.pool_id = p.id
     where p.workspace_id = $1 and ($2::text is null or p.key = $2)
     group by p.workspace_id, p.id order by lower(p.name), p.id limit 200`,
    [workspaceId, key],
  );
  return found.rows.map(({ free, expires_at, ...pool }) => ({
    ...pool,
    expires_at: expires_at?.toISOString() ?? null,
    left: pool.pattern === null ? free : pool.limit === null ? null : Math.max(0, pool.limit - pool.given),
  }));
}

/** @throws AppError `not_found`. */
export async function readPool(tx: Tx, workspaceId: number, key: string): Promise<Pool> {
  const [pool] = await readPools(tx, workspaceId, key);
  if (!pool) throw notFound("Pool");
  return pool;
}
