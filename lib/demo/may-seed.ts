import { env } from "../env.ts";

const LOCAL = new Set(["", "localhost", "127.0.0.1", "[::1]", "::1"]);

/** Whether a connection string leads to this machine (a Unix socket included). */
export function isLocal(url: string): boolean {
  const { hostname, searchParams } = new URL(url);
  const host = searchParams.get("host") ?? decodeURIComponent(hostname);
  return LOCAL.has(host) || host.startsWith("/");
}

/**
 * Refuses to put made-up people with a known password beside real ones.
 * @throws Error where the database is elsewhere and holds a workspace.
 */
export function assertMaySeed(workspaces: number): void {
  const { DATABASE_URL, DATABASE_APP_URL } = env();
  const urls = [DATABASE_URL, DATABASE_APP_URL].filter((url) => url !== undefined);
  if (workspaces === 0 || urls.every(isLocal)) return;
  throw new Error(
    "The demo is not seeded: the database is not on this machine and holds workspaces already. Its members have a known password. Name an empty database in DATABASE_URL.",
  );
}
