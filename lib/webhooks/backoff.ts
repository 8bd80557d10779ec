const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Waits after the first, second … failed attempt, as Standard Webhooks proposes them: a bit over three days. */
const WAITS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;
export const MAX_ATTEMPTS = WAITS.length + 1;

const JITTER = 0.2;
const LONGEST_ASKED = 24 * HOUR;

/**
 * Milliseconds until the next attempt, up to a fifth longer than the plan so that many messages do not come back at once;
 * null after the last. A receiver may ask for more (`retryAfterMs`), up to a day.
 * @param failed attempts that have failed, from 1. @param random from 0 to 1.
 */
export function waitAfter(failed: number, retryAfterMs: number | null, random: number): number | null {
  const planned = WAITS[failed - 1];
  if (planned === undefined) return null;
  const jittered = Math.round(planned * (1 + JITTER * random));
  return Math.max(jittered, Math.min(retryAfterMs ?? 0, LONGEST_ASKED));
}

/** Milliseconds that a Retry-After header asks for (RFC 9110, section 10.2.3); null where it asks for none. */
export function retryAfter(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * SECOND;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}
