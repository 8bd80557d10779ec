import { AppError } from "../errors.ts";

/** SQLSTATEs (PostgreSQL, appendix A) that mean "not now", never "your fault". */
const UNAVAILABLE = new Set([
  "53100", // disk_full
  "53200", // out_of_memory
  "53300", // too_many_connections
  "25006", // read_only_sql_transaction: a server that was failed over from
  "58030", // io_error
  "55P03", // lock_not_available
  "57014", // query_canceled: the statement timeout
  "57P01", // admin_shutdown
  "57P02", // crash_shutdown
  "57P03", // cannot_connect_now
  "40001", // serialization_failure
  "40P01", // deadlock_detected
  "25P03", // idle_in_transaction_session_timeout
]);

const SOCKET = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EHOSTUNREACH"]);
const POOL =
  /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Cannot use a pool after/;

/** SQLSTATEs that can only come from a value the caller sent. */
const UNREPRESENTABLE = new Set([
  "22P05", // untranslatable_character
  "22021", // character_not_in_repertoire
  "22003", // numeric_value_out_of_range
]);

function chain(error: unknown): unknown[] {
  const links: unknown[] = [];
  for (
    let at = error;
    at !== undefined && at !== null && links.length < 5;
    at = (at as { cause?: unknown }).cause
  )
    links.push(at);
  return links;
}

/** The SQLSTATE or socket code behind an error, looked for through its causes (Drizzle wraps the driver's). */
export function databaseCode(error: unknown): string | undefined {
  for (const link of chain(error)) {
    const code = (link as { code?: unknown }).code;
    if (typeof code === "string" && !(link instanceof AppError)) return code;
  }
  return undefined;
}

/** Turns a driver's error into what the caller may know: 503 with Retry-After, 422, or nothing (a bug of ours). */
export function fromDatabase(error: unknown): AppError | undefined {
  const code = databaseCode(error);
  const lost = chain(error).some((link) => link instanceof Error && POOL.test(link.message));
  if (lost || (code && (UNAVAILABLE.has(code) || SOCKET.has(code) || code.startsWith("08")))) {
    return new AppError("unavailable", "The database is not available right now; try again", {
      retryAfter: 2,
      cause: error,
    });
  }
  if (code && UNREPRESENTABLE.has(code)) {
    return new AppError("invalid", "A value cannot be stored", { cause: error });
  }
  return undefined;
}
