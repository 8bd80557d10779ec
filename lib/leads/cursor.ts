import { z } from "zod";
import { invalid } from "../errors.ts";

/** An opaque, URL-safe text for where a page ended. */
export const encodeCursor = (value: unknown): string =>
  Buffer.from(JSON.stringify(value), "utf8").toString("base64url");

/**
 * Reads a cursor back, trusting nothing in it.
 * @throws AppError `invalid` (422) where it is not one of `schema`.
 */
export function decodeCursor<S extends z.ZodType>(schema: S, cursor: string): z.output<S> {
  const parsed = schema.safeParse(readJson(cursor));
  if (!parsed.success) throw invalid([{ path: "cursor", message: "Not a cursor of this list" }]);
  return parsed.data;
}

function readJson(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}

export const cursorId = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
/** An instant as `toISOString` writes it, in the years that PostgreSQL and we agree on. */
export const cursorInstant = z.iso.datetime({ precision: 3 });
