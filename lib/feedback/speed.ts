import { conversionOf } from "./headline.ts";
import type { Handed, Window } from "./outcomes.ts";
import { type ReportBody, SPEED_BUCKETS, type SpeedBucket } from "./schemas.ts";

const MINUTE_MS = 60_000;
const UNTIL_MINUTES: Partial<Record<SpeedBucket, number>> = {
  "5m": 5,
  "1h": 60,
  "1d": 24 * 60,
  "3d": 3 * 24 * 60,
};

function bucketOf({ at, answeredAt }: Handed): SpeedBucket {
  if (answeredAt === null) return "never";
  const minutes = (answeredAt - at) / MINUTE_MS;
  return SPEED_BUCKETS.find((bucket) => minutes <= (UNTIL_MINUTES[bucket] ?? -1)) ?? "later";
}

/** Conversion by the time until sales first answered, the fastest first; empty where nobody was ever answered here. */
export function speedOf(handed: readonly Handed[], window: Window): ReportBody["speed"] {
  if (handed.every(({ answeredAt }) => answeredAt === null)) return [];
  return SPEED_BUCKETS.map((bucket) => ({
    bucket,
    ...conversionOf(
      handed.filter((one) => bucketOf(one) === bucket),
      window,
    ),
  }));
}
