import { AppError } from "../errors.ts";

/** A hash takes 32 MB and some 0.2 s of a core: more at once would only slow everything else down. */
const AT_ONCE = 2;
const MAX_WAITING = 64;

let running = 0;
const waiting: (() => void)[] = [];

/**
 * Runs `work` when one of a few places is free.
 * @throws AppError `unavailable` where too many wait already: a flood of sign-ins must not eat the memory.
 */
export async function queueHash<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= MAX_WAITING) {
      throw new AppError("unavailable", "Too many sign-ins at once; try again", { retryAfter: 5 });
    }
    // The place is handed over by the one who leaves it, so `running` does not change in between.
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else {
    running += 1;
  }
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
