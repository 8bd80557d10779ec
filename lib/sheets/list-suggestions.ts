import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { cursorId, decodeCursor, encodeCursor } from "../leads/cursor.ts";
import { isOpen, loadContent, loadSheet, loadVersions } from "./internal.ts";
import type { listSuggestionsOperation } from "./suggestion-operations.ts";
import type { SuggestionList } from "./suggestion-schemas.ts";
import { findSuggestions, toSuggestion } from "./suggestions.ts";

/** A page of the changes that members proposed for a sheet, newest first. @throws AppError `not_found`. */
export async function listSuggestions(
  ctx: Context,
  input: OperationInput<typeof listSuggestionsOperation>,
): Promise<SuggestionList> {
  authorize(ctx, "sheets:read");
  const { workspaceId } = ctx;
  const { state, limit } = input;
  const before = input.cursor === undefined ? undefined : decodeCursor(cursorId, input.cursor);
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const sheet = await loadSheet(tx, workspaceId, input.key);
      const rows = await findSuggestions(tx, workspaceId, sheet.id, { state, before, limit: limit + 1 });
      const [newest] = await loadVersions(tx, workspaceId, [sheet.id]);
      const copy =
        newest && isOpen(newest) && rows.some((row) => row.state === "open")
          ? { segment: newest.segment, content: await loadContent(tx, workspaceId, newest.id) }
          : null;
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        suggestions: page.map((row) => toSuggestion(row, copy)),
        next_cursor: rows.length > limit && last ? encodeCursor(last.id) : null,
      };
    },
    { readOnly: true, isolation: "repeatable read" },
  );
}
