import { env } from "../env.ts";
import { AppError } from "../errors.ts";
import { type Places, places } from "../places.ts";

/** Bytes of messages that one workspace, and all together, may have in memory here, stored or waiting to be. */
const WORKSPACE_BYTES = 32 * 1024 * 1024;
const ALL_BYTES = 128 * 1024 * 1024;
const MAX_WAITING = 1_000;

type Tenant = { run: Places; bytes: number; requests: number };
const tenants = new Map<number, Tenant>();
let allBytes = 0;

const tooMany = () =>
  new AppError("rate_limited", "Too many messages of this workspace at once; try again", { retryAfter: 1 });

function tenantOf(workspaceId: number): Tenant {
  const known = tenants.get(workspaceId);
  if (known) return known;
  // Half of the connections: however busy a workspace is, the others find some.
  const atOnce = Math.max(1, Math.floor(env().DATABASE_POOL / 2));
  const made = { run: places({ atOnce, waiting: MAX_WAITING, refuse: tooMany }), bytes: 0, requests: 0 };
  tenants.set(workspaceId, made);
  return made;
}

/**
 * Runs `work` on `bytes` of messages of a workspace when it is that workspace's turn.
 * @throws AppError `rate_limited` where the workspace has too much waiting, `unavailable` where all together have.
 */
export async function admit<T>(workspaceId: number, bytes: number, work: () => Promise<T>): Promise<T> {
  const tenant = tenantOf(workspaceId);
  if (tenant.requests > 0 && tenant.bytes + bytes > WORKSPACE_BYTES) throw tooMany();
  if (allBytes > 0 && allBytes + bytes > ALL_BYTES)
    throw new AppError("unavailable", "Too many messages at once; try again", { retryAfter: 1 });
  tenant.requests += 1;
  tenant.bytes += bytes;
  allBytes += bytes;
  try {
    return await tenant.run(work);
  } finally {
    tenant.requests -= 1;
    tenant.bytes -= bytes;
    allBytes -= bytes;
    if (tenant.requests === 0) tenants.delete(workspaceId);
  }
}
