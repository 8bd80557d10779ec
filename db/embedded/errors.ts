import { readFileSync } from "node:fs";

const LOG_LINES = 15;
const DEFAULT_ADVICE = "Set DATABASE_URL to a PostgreSQL server (15 or newer) of your own to do without it.";

/** What failed with the embedded server, the last lines of its log if given, and what to do about it. */
export class EmbeddedPostgresError extends Error {
  override name = "EmbeddedPostgresError";

  constructor(
    what: string,
    options: { logFile?: string; output?: string; advice?: string; cause?: unknown } = {},
  ) {
    const parts = [what];
    const output = options.output?.trim();
    if (output) parts.push(indent(output));
    const log = options.logFile ? lastLines(options.logFile) : "";
    if (log) parts.push(`Last lines of ${options.logFile}:`, indent(log));
    parts.push(options.advice ?? DEFAULT_ADVICE);
    super(parts.join("\n"), { cause: options.cause });
  }
}

function lastLines(file: string): string {
  try {
    return readFileSync(file, "utf8").trimEnd().split("\n").slice(-LOG_LINES).join("\n");
  } catch {
    return "";
  }
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, "  ");
}
