import { createHash } from "node:crypto";
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { pool } from "#db/client.ts";
import { AppError } from "../errors.ts";

/** Pages that one address may open in a minute: whole offices share one. */
export const PAGES_PER_MINUTE = 300;
/** Answers in ten minutes: from one address (a tablet at a trade fair), and to one form. */
export const ANSWER_LIMITS = { address: 60, form: 3_000, seconds: 600 } as const;

const pages = new RateLimiterMemory({ points: PAGES_PER_MINUTE, duration: 60 });

type Limiters = { pool: ReturnType<typeof pool>; address: RateLimiterPostgres; form: RateLimiterPostgres };
let limiters: Limiters | undefined;

function get(): Limiters {
  const current = pool();
  if (limiters?.pool !== current) {
    const make = (keyPrefix: string, points: number) =>
      new RateLimiterPostgres({
        storeClient: current,
        storeType: "pool",
        tableName: "rate_limits",
        tableCreated: true,
        keyPrefix,
        points,
        duration: ANSWER_LIMITS.seconds,
        // Who has used up the count is refused without asking the database.
        inMemoryBlockOnConsumed: points + 1,
      });
    limiters = {
      pool: current,
      address: make("form-address", ANSWER_LIMITS.address),
      form: make("form", ANSWER_LIMITS.form),
    };
  }
  return limiters;
}

async function consume(limiter: RateLimiterMemory | RateLimiterPostgres, key: string): Promise<void> {
  try {
    await limiter.consume(createHash("sha256").update(key).digest("hex"));
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const retryAfter = Math.ceil(refusal.msBeforeNext / 1000);
    throw new AppError("rate_limited", "Too many answers; try again later", { retryAfter });
  }
}

/** @param address from `clientAddress`. @throws AppError `rate_limited` with the seconds to wait. */
export const countPage = (address: string | null): Promise<void> => consume(pages, address ?? "unknown");

/** Counted before anything is read, in all processes together. @throws AppError `rate_limited`. */
export async function countAnswer(address: string | null, token: string): Promise<void> {
  const { address: addresses, form } = get();
  // The address first: who has used up its own count cannot use up the form's.
  await consume(addresses, address ?? "unknown");
  await consume(form, token);
}
