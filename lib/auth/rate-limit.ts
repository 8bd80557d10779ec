import { createHash } from "node:crypto";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { pool } from "#db/client.ts";
import { AppError } from "../errors.ts";

/** Failed sign-ins that are let through in a quarter of an hour: for one account, and from one address. */
export const SIGN_IN_LIMITS = { account: 10, address: 30, seconds: 15 * 60 } as const;

type Limiters = { pool: ReturnType<typeof pool>; account: RateLimiterPostgres; address: RateLimiterPostgres };
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
        duration: SIGN_IN_LIMITS.seconds,
      });
    limiters = {
      pool: current,
      account: make("sign-in-account", SIGN_IN_LIMITS.account),
      address: make("sign-in-address", SIGN_IN_LIMITS.address),
    };
  }
  return limiters;
}

const key = (value: string) => createHash("sha256").update(value).digest("hex");

async function take(limiter: RateLimiterPostgres, value: string): Promise<void> {
  try {
    await limiter.consume(key(value));
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const retryAfter = Math.ceil(refusal.msBeforeNext / 1000);
    throw new AppError("rate_limited", "Too many attempts to sign in; try again later", { retryAfter });
  }
}

/**
 * Counts an attempt to sign in before its password is looked at, so that attempts in parallel are counted too.
 * Answers with the function to call after success, which forgets the account's failures and this attempt.
 * @param address from `clientAddress`; callers whose address is unknown share one count.
 * @throws AppError `rate_limited` with the seconds to wait.
 */
export async function countSignIn(email: string, address: string | null): Promise<() => Promise<void>> {
  const { account, address: addresses } = get();
  const from = address ?? "unknown";
  // The address first: who has used up its own attempts can no longer use up somebody's account.
  await take(addresses, from);
  await take(account, email.toLowerCase());
  return async () => {
    await account.delete(key(email.toLowerCase()));
    await addresses.reward(key(from), 1);
  };
}
