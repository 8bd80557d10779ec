import { and, eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { sheetSuggestions } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { actingMemberId, type Context } from "../context.ts";
import { conflict } from "../errors.ts";
import { announceSheet } from "./announce-sheet.ts";
import { loadVersions, type SheetRow } from "./internal.ts";
import { loadPeople, tellAbout } from "./people.ts";
import type { Suggestion } from "./suggestion-schemas.ts";
import { loadSuggestion, type SuggestionRow, toSuggestion } from "./suggestions.ts";

type Decision = Exclude<Suggestion["state"], "open">;

const ACTIONS = {
  accepted: "sheets.accept_suggestion",
  rejected: "sheets.reject_suggestion",
  withdrawn: "sheets.withdraw_suggestion",
} as const satisfies Record<Decision, string>;

/**
 * The suggestion, where that decision was taken before; null where none was.
 * @throws AppError `conflict` where another was taken.
 */
export function refuseDecided(row: SuggestionRow, decision: Decision): Suggestion | null {
  if (row.state === "open") return null;
  if (row.state === decision) return toSuggestion(row, null);
  throw conflict(`The suggestion was ${row.state} already`);
}

/** Writes what was decided of an open suggestion, tells its author and whoever watches. */
export async function decideSuggestion(
  tx: Tx,
  ctx: Context,
  sheet: SheetRow,
  row: SuggestionRow,
  decision: Decision,
  note: string | null = null,
): Promise<Suggestion> {
  const { workspaceId } = ctx;
  await tx
    .update(sheetSuggestions)
    .set({ state: decision, decidedAt: new Date(), decidedBy: actingMemberId(ctx), note })
    .where(and(eq(sheetSuggestions.workspaceId, workspaceId), eq(sheetSuggestions.id, row.id)));
  const [newest] = await loadVersions(tx, workspaceId, [sheet.id]);
  await announceSheet(tx, ctx, sheet.key, newest?.revision ?? null);
  if (decision !== "withdrawn") {
    const people = await loadPeople(tx, workspaceId);
    const author = people.filter(({ id }) => id === row.memberId).map(({ id }) => id);
    await tellAbout(tx, ctx, sheet, people, author, {
      kind: `suggestion_${decision}`,
      payload: { version: row.version, suggestion: row.id, text: note?.slice(0, 200) ?? null },
    });
  }
  await audit(tx, ctx, ACTIONS[decision], `sheet:${sheet.key}`, {
    suggestion: row.id,
    suggested_by: row.memberId,
    ...(note === null ? {} : { reason: note }),
  });
  return toSuggestion(await loadSuggestion(tx, workspaceId, sheet.id, row.id), null);
}
