import { AppError } from "../errors.ts";

/** Where a page of the queue ended. */
export type Cursor = { at: Date; id: number };

export function encodeCursor({ at, id }: Cursor): string {
  return Buffer.from(`${at.getTime()}.${id}`).toString("base64url");
}

/** @throws AppError `malformed` for anything that `encodeCursor` did not make. */
export function decodeCursor(text: string): Cursor {
  const found = /^(\d{1,15})\.(\d{1,15})$/.exec(Buffer.from(text, "base64url").toString("latin1"));
  if (!found) throw new AppError("malformed", "The cursor is not one of ours");
  return { at: new Date(Number(found[1])), id: Number(found[2]) };
}
