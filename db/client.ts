import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import { env } from "../lib/env.ts";
import { AppError } from "../lib/errors.ts";
import { log } from "../lib/log.ts";
import { noteAttempt } from "./attempt.ts";

/** A transaction in one workspace. Query functions take this and nothing wider. */
export type Tx = NodePgDatabase & { $client: pg.PoolClient };

/** The role that the product runs as: it owns nothing and row-level security binds it (see docs/decisions.md). */
export const APP_ROLE = "hotsheet_app";

const shared = globalThis as typeof globalThis & { hotsheetPool?: pg.Pool };

/** Connection settings of the app: its own login where one is given, else the owner's login reduced to the app role. */
export function appConnection(): { connectionString: string; options?: string } {
  const { DATABASE_APP_URL, DATABASE_URL } = env();
  if (DATABASE_APP_URL) return { connectionString: DATABASE_APP_URL };
  if (!DATABASE_URL)
    throw new Error("DATABASE_URL is not set: start through the npm scripts, which bring a database.");
  return { connectionString: DATABASE_URL, options: `-c role=${APP_ROLE}` };
}

/** The process-wide pool, made at first use. */
export function pool(): pg.Pool {
  shared.hotsheetPool ??= makePool();
  return shared.hotsheetPool;
}

function makePool(): pg.Pool {
  const made = new pg.Pool({
    ...appConnection(),
    max: env().DATABASE_POOL,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 30_000,
    lock_timeout: 10_000,
    idle_in_transaction_session_timeout: 60_000,
    keepAlive: true,
    application_name: "hotsheet",
  });
  // A backend that dies while idle, or between two statements, must not take the process with it.
  const lost = (error: Error & { code?: string }) => {
    if (!made.ended && !made.ending)
      log.warn({ code: error.code, reason: error.message }, "a database connection was lost");
  };
  made.on("error", lost);
  made.on("connect", (client) => client.on("error", lost));
  return made;
}

/** Ends the pool; the next use makes a new one. */
export async function closePool(): Promise<void> {
  const current = shared.hotsheetPool;
  shared.hotsheetPool = undefined;
  await current?.end();
}

/** A query, of checked literals only, that must find a row: else the transaction does not begin its work. */
export type Requirement = { sql: string; otherwise: () => Error };
export type TxOptions = {
  readOnly?: boolean;
  timeoutMs?: number;
  isolation?: "repeatable read";
  /** Sent along with the beginning, so that it costs no round trip. */
  requires?: Requirement;
};

function literal(workspaceId: number): string {
  if (!Number.isSafeInteger(workspaceId) || workspaceId <= 0) throw new Error("not a workspace id");
  return String(workspaceId);
}

async function transaction<T>(
  settings: string[],
  options: TxOptions,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const client = await pool().connect();
  let broken: unknown;
  try {
    const mode = `${options.isolation ? ` ISOLATION LEVEL ${options.isolation.toUpperCase()}` : ""}${options.readOnly ? " READ ONLY" : ""}`;
    const limit =
      options.timeoutMs === undefined
        ? []
        : [`SET LOCAL statement_timeout = ${Math.floor(options.timeoutMs)}`];
    // One message: the scope costs no extra round trip. SET LOCAL, not set_config(): only that reaches Citus shards.
    const { requires } = options;
    const begun: unknown = await client.query(
      [`BEGIN${mode}`, ...settings, ...limit, ...(requires ? [requires.sql] : [])].join("; "),
    );
    if (requires && (begun as pg.QueryResult[]).at(-1)?.rowCount === 0) throw requires.otherwise();
    const result = await work(drizzle({ client }) as Tx);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    try {
      await client.query("ROLLBACK");
    } catch (rollbackError) {
      broken = rollbackError;
    }
    throw error;
  } finally {
    client.release(broken !== undefined);
  }
}

/**
 * Runs `work` in one transaction that can see and change only `workspaceId`.
 * Commits when `work` resolves, rolls back when it rejects.
 */
export function inWorkspace<T>(
  workspaceId: number,
  work: (tx: Tx) => Promise<T>,
  options: TxOptions = {},
): Promise<T> {
  const noted = async (tx: Tx) => {
    const result = await work(tx);
    if (!options.readOnly) await noteAttempt(tx.$client, workspaceId);
    return result;
  };
  return transaction([`SET LOCAL app.workspace_id = '${literal(workspaceId)}'`], options, noted);
}

/** What a credential opens before its workspace is known; each lets exactly its own rows through row-level security. */
export type Credential =
  | { kind: "user"; userId: number }
  | { kind: "token_hash"; hash: string }
  | { kind: "write_key_hash"; hash: string }
  | { kind: "invitation_hash"; hash: string }
  | { kind: "form_token"; hash: string };

/**
 * Runs `work` where only the rows that belong to a credential can be read (a member's own memberships,
 * the one token, source, invitation or form with that hash). Nothing can be written to tenant tables.
 */
export function withCredential<T>(credential: Credential, work: (tx: Tx) => Promise<T>): Promise<T> {
  const value = credential.kind === "user" ? literal(credential.userId) : credential.hash;
  if (!/^[0-9a-f]{1,64}$/.test(value)) throw new AppError("unauthenticated", "The credential is not valid");
  const name = credential.kind === "user" ? "app.user_id" : `app.${credential.kind}`;
  return transaction([`SET LOCAL ${name} = '${value}'`], {}, work);
}

/** Runs `work` on the tables that belong to no workspace (`users`, `rate_limits`) and on the list of workspaces. */
export function outsideWorkspaces<T>(work: (tx: Tx) => Promise<T>, options: TxOptions = {}): Promise<T> {
  return transaction(["SET LOCAL app.system = 'on'"], options, work);
}

/** Lets a transaction begun by `outsideWorkspaces` go on inside a workspace that it has just made. */
export async function enterWorkspace(tx: Tx, workspaceId: number): Promise<void> {
  await tx.$client.query(`SET LOCAL app.workspace_id = '${literal(workspaceId)}'`);
}

/** Ids of all workspaces, for jobs that must visit each in turn. */
export async function workspaceIds(): Promise<number[]> {
  return outsideWorkspaces(async (tx) => {
    const found = await tx.$client.query<{ id: number }>("select id from workspaces order by id");
    return found.rows.map((row) => row.id);
  });
}
