import { log } from "../log.ts";
import { attemptDelivery } from "./attempt.ts";
import { type Claim, claimDue } from "./claim.ts";
import { settle } from "./settle.ts";

/** Requests of one process at once, and of one workspace in it. */
const AT_ONCE = 64;
const OF_ONE_WORKSPACE = 32;

/** Requests under way or about to be, by workspace. */
const taken = new Map<number, number>();
const running = new Set<Promise<void>>();
/** Workspaces that found no room. */
const waiting = new Set<number>();
let stopping = false;

function reserve(workspaceId: number): number {
  const mine = taken.get(workspaceId) ?? 0;
  const all = [...taken.values()].reduce((sum, n) => sum + n, 0);
  const room = Math.max(0, Math.min(AT_ONCE - all, OF_ONE_WORKSPACE - mine));
  if (room > 0) taken.set(workspaceId, mine + room);
  return room;
}

function release(workspaceId: number, n: number): void {
  const left = (taken.get(workspaceId) ?? 0) - n;
  if (left > 0) taken.set(workspaceId, left);
  else taken.delete(workspaceId);
}

/**
 * Begins to send what is due in a workspace and returns: nothing waits for a receiver that is slow. Each attempt that
 * ends looks for the next one; what finds no room is taken up then.
 * @param aheadMs does it as if it were so much later, for tests.
 */
export async function dispatch(workspaceId: number, aheadMs = 0): Promise<void> {
  if (stopping) return;
  const room = reserve(workspaceId);
  if (room === 0) {
    waiting.add(workspaceId);
    return;
  }
  let claims: Claim[] = [];
  try {
    claims = await claimDue(workspaceId, room, aheadMs);
  } finally {
    release(workspaceId, room - claims.length);
  }
  for (const claim of claims) {
    const attempt: Promise<void> = deliver(claim, aheadMs).finally(() => running.delete(attempt));
    running.add(attempt);
  }
}

async function deliver(claim: Claim, aheadMs: number): Promise<void> {
  const now = () => new Date(Date.now() + aheadMs);
  try {
    await settle(claim, await attemptDelivery(claim, now()), now());
  } catch (error) {
    // The lease runs out, and the message is taken up again.
    log.error({ err: error, delivery: claim.id }, "what came of a webhook could not be stored");
  } finally {
    release(claim.workspaceId, 1);
  }
  const next = new Set([claim.workspaceId, ...waiting]);
  waiting.clear();
  for (const workspaceId of next)
    await dispatch(workspaceId, aheadMs).catch((error) =>
      log.error({ err: error }, "webhooks are left to the next look"),
    );
}

/** Resolves once this process sends nothing and nothing more is due. */
export async function settled(): Promise<void> {
  while (running.size > 0) await Promise.allSettled(running);
}

/** For the end of the process: takes nothing more, and waits for what is under way. */
export async function drainDeliveries(timeoutMs: number): Promise<void> {
  stopping = true;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, timeoutMs);
  });
  await Promise.race([settled(), late]);
  clearTimeout(timer);
}
