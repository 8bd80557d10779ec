import { env } from "../env.ts";
import { AppError } from "../errors.ts";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses a changing request that another site's page sent with this person's cookie.
 * Browsers say where a request comes from (Fetch Metadata; the Origin header in older ones) and pages cannot forge it.
 * @throws AppError `forbidden` where neither header says "this site".
 */
export function assertSameOrigin(request: Request): void {
  if (SAFE.has(request.method)) return;
  const site = request.headers.get("sec-fetch-site");
  if (site === "same-origin") return;
  const origin = request.headers.get("origin");
  if (site === null && origin !== null && ownOrigins(request).has(origin.toLowerCase())) return;
  throw new AppError(
    "forbidden",
    "This request did not come from a page of this site; API clients use a token",
  );
}

function ownOrigins(request: Request): Set<string> {
  const { AUTH_URL } = env();
  if (AUTH_URL) return new Set([new URL(AUTH_URL).origin]);
  const host = request.headers.get("host")?.toLowerCase();
  return new Set(host ? [`http://${host}`, `https://${host}`] : []);
}
