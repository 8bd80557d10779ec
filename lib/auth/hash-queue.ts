import { AppError } from "../errors.ts";
import { places } from "../places.ts";

/**
 * Runs `work` when one of a few places is free: a hash takes 32 MB and some 0.2 s of a core, so more at once would only
 * slow everything else down.
 * @throws AppError `unavailable` where too many wait already: a flood of sign-ins must not eat the memory.
 */
export const queueHash = places({
  atOnce: 2,
  waiting: 64,
  refuse: () => new AppError("unavailable", "Too many sign-ins at once; try again", { retryAfter: 5 }),
});
