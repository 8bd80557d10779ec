import { AppError } from "../errors.ts";
import type { SheetContent } from "../scoring/schema.ts";
import { validateSheet } from "../scoring/validate.ts";
import { unstorable } from "../storable.ts";

/** @throws AppError `invalid_sheet` with every reason at once. */
export function readContent(raw: unknown): SheetContent {
  const checked = validateSheet(raw);
  if (!checked.ok) throw new AppError("invalid_sheet", "The sheet is not valid", { issues: checked.issues });
  const unfit = unstorable(checked.content);
  if (unfit) {
    throw new AppError("invalid_sheet", "The sheet is not valid", { issues: [{ path: "", message: unfit }] });
  }
  return checked.content;
}
