import { z } from "zod";
import { AppError } from "../errors.ts";
import { QUEUE_SORTS, type QueueSort } from "./schemas.ts";

/** Where a page of the queue ended: the value it is sorted by (an instant in ms, a score or a rise) and the hand-over. */
export type Cursor = { sort: QueueSort; value: number | null; id: number };

const schema = z.tuple([
  z.enum(QUEUE_SORTS),
  z.number().nullable(),
  z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
]);

export function encodeCursor({ sort, value, id }: Cursor): string {
  return Buffer.from(JSON.stringify([sort, value, id])).toString("base64url");
}

/** @throws AppError `malformed` for anything that `encodeCursor` did not make for this sort. */
export function decodeCursor(text: string, sort: QueueSort): Cursor {
  const parsed = schema.safeParse(readJson(text));
  if (!parsed.success || parsed.data[0] !== sort)
    throw new AppError("malformed", "The cursor is not one of ours");
  const [, value, id] = parsed.data;
  const isInstant = sort === "at" || sort === "-at";
  if (isInstant && (value === null || Math.abs(value) > 8.64e15))
    throw new AppError("malformed", "The cursor is not one of ours");
  return { sort, value, id };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
