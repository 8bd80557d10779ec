import type { Tx } from "#db/client.ts";
import { actingMemberId, type Context } from "../context.ts";
import { announce } from "../live/announce.ts";

/** Tells who watches that a sheet has changed, once this transaction commits; `revision` null: its draft is gone. */
export const announceSheet = (tx: Tx, ctx: Context, sheet: string, revision: number | null): Promise<void> =>
  announce(tx, ctx.workspaceId, { kind: "sheet", sheet, revision, member: actingMemberId(ctx) });
