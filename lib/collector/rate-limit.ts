import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { pool } from "#db/client.ts";
import { AppError } from "../errors.ts";

/** Messages a minute that a source may send where nothing else is set for it. */
export const DEFAULT_PER_MINUTE = 600_000;
/** Counted in short windows, so that whoever is stopped does not wait long. */
const WINDOW_SECONDS = 10;
/** A process takes this part of a window's messages at once from the common count, and spends it by itself. */
const PORTION = 20;
const MAX_SOURCES = 10_000;

export type LimitedSource = { workspaceId: number; sourceId: number; perMinute: number | null };

type Allotment = { left: number; until: number; stoppedUntil: number; fetching: Promise<void> | null };
type Shared = { pool: ReturnType<typeof pool>; limiters: Map<number, RateLimiterPostgres> };

let shared: Shared | undefined;
const allotments = new Map<string, Allotment>();

function limiterOf(points: number): RateLimiterPostgres {
  const current = pool();
  if (shared?.pool !== current) shared = { pool: current, limiters: new Map() };
  const known = shared.limiters.get(points);
  if (known) return known;
  const made = new RateLimiterPostgres({
    storeClient: current,
    storeType: "pool",
    tableName: "rate_limits",
    tableCreated: true,
    keyPrefix: "collect",
    points,
    duration: WINDOW_SECONDS,
  });
  shared.limiters.set(points, made);
  return made;
}

const keyOf = ({ workspaceId, sourceId, perMinute }: LimitedSource) =>
  `${workspaceId}/${sourceId}/${perMinute ?? "default"}`;

const pointsOf = ({ perMinute }: LimitedSource) =>
  Math.max(1, Math.ceil(((perMinute ?? DEFAULT_PER_MINUTE) * WINDOW_SECONDS) / 60));

const stopped = (until: number) =>
  new AppError("rate_limited", "This source has sent too many messages; try again later", {
    retryAfter: (until - Date.now()) / 1000,
  });

function allotmentOf(source: LimitedSource): Allotment {
  const key = keyOf(source);
  const found = allotments.get(key) ?? { left: 0, until: 0, stoppedUntil: 0, fetching: null };
  // The one used longest ago comes first.
  allotments.delete(key);
  allotments.set(key, found);
  const oldest = allotments.size > MAX_SOURCES ? allotments.keys().next().value : undefined;
  if (oldest !== undefined) allotments.delete(oldest);
  return found;
}

/** @throws AppError `rate_limited` where the source is known to have used up its window; asks nobody. */
export function assertNotStopped(source: LimitedSource): void {
  const { stoppedUntil } = allotmentOf(source);
  if (Date.now() < stoppedUntil) throw stopped(stoppedUntil);
}

/**
 * Counts messages of a source, in all processes together. Most calls ask nobody: a process takes a portion of the
 * window's messages from the database and spends it. A batch larger than a window's share counts as the whole of it.
 * @throws AppError `rate_limited` with the seconds until the next window.
 */
export async function countMessages(source: LimitedSource, messages: number): Promise<void> {
  const points = pointsOf(source);
  const needed = Math.min(points, Math.max(1, messages));
  const allotment = allotmentOf(source);
  for (;;) {
    const now = Date.now();
    if (now < allotment.stoppedUntil) throw stopped(allotment.stoppedUntil);
    if (now < allotment.until && allotment.left >= needed) {
      allotment.left -= needed;
      return;
    }
    allotment.fetching ??= fetchPortion(source, allotment, points, needed).finally(() => {
      allotment.fetching = null;
    });
    await allotment.fetching;
  }
}

async function fetchPortion(
  source: LimitedSource,
  allotment: Allotment,
  points: number,
  needed: number,
): Promise<void> {
  const portion = Math.max(needed, Math.ceil(points / PORTION));
  try {
    const taken = await limiterOf(points).consume(keyOf(source), portion);
    const isSameWindow = Date.now() < allotment.until;
    allotment.left = portion + (isSameWindow ? allotment.left : 0);
    allotment.until = Date.now() + taken.msBeforeNext;
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    allotment.stoppedUntil = Date.now() + Math.max(1, refusal.msBeforeNext);
  }
}
