import { and, eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { sheetSignatures, sheets, sheetVersions } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { actingMemberId, type Context } from "../context.ts";
import { AppError, invalid } from "../errors.ts";
import { loadFrozenModels } from "../models/load-frozen.ts";
import type { Side } from "../permissions.ts";
import { contentHash } from "../scoring/hash.ts";
import type { SheetContent } from "../scoring/schema.ts";
import { announceSheet } from "./announce-sheet.ts";
import { logWhole } from "./edit-log.ts";
import { isOpen, loadContent, loadVersions, type SheetRow, type VersionRow } from "./internal.ts";
import type { SavedDraft } from "./schemas.ts";

export type DraftInput = {
  name?: string;
  segment: string;
  content: SheetContent;
  trialDays?: number;
  /** The revision the caller edited; undefined: whatever is there. */
  expected?: number;
};

/** Fails where the newest version is not the one that the caller edited. */
export function guardRevision(expected: number | undefined, newest: VersionRow | undefined): void {
  if (expected === undefined || expected === newest?.revision) return;
  throw new AppError("stale_revision", "Somebody else has saved this sheet since you loaded it", {
    issues: [
      {
        path: "If-Match",
        message: newest ? `The revision is ${newest.revision} now` : "The sheet does not exist yet",
      },
    ],
  });
}

/**
 * Writes the draft of a sheet that the caller has locked: into the open version, else into a new one. A changed
 * content clears every signature and brings a version in review back to draft; an equal one changes nothing.
 */
export async function writeDraft(
  tx: Tx,
  ctx: Context,
  sheet: SheetRow,
  input: DraftInput,
): Promise<SavedDraft> {
  const { workspaceId } = ctx;
  const [newest] = await loadVersions(tx, workspaceId, [sheet.id]);
  guardRevision(input.expected, newest);
  const segmentId = await segmentIdOf(tx, workspaceId, input.segment);
  const hash = contentHash(input.segment, input.content);
  const name = input.name ?? sheet.name;
  if (name !== sheet.name) {
    await tx
      .update(sheets)
      .set({ name })
      .where(and(eq(sheets.workspaceId, workspaceId), eq(sheets.id, sheet.id)));
  }
  const open = newest && isOpen(newest) ? newest : undefined;
  const trialDays = input.trialDays ?? newest?.trialDays ?? 90;
  const answer = { key: sheet.key, name, segment: input.segment, hash };
  if (open && open.hash === hash && open.trialDays === trialDays) {
    if (name !== sheet.name) {
      await audit(tx, ctx, "sheets.rename", `sheet:${sheet.key}`, { from: sheet.name, to: name });
      await announceSheet(tx, ctx, sheet.key, open.revision);
    }
    const { number: version, state, revision } = open;
    return {
      ...answer,
      version,
      state,
      revision,
      updated_at: open.updatedAt.toISOString(),
      signatures_cleared: [],
    };
  }
  const values = { segmentId, content: input.content, hash, trialDays };
  const version = open ? open.number : (newest?.number ?? 0) + 1;
  const stored = open
    ? await overwrite(tx, ctx, sheet, open, { ...values, segment: input.segment })
    : await insertVersion(tx, ctx, sheet, newest, values);
  const { revision, updatedAt, cleared } = stored;
  await audit(tx, ctx, "sheets.save_draft", `sheet:${sheet.key}`, {
    version,
    revision,
    hash,
    segment: input.segment,
    signatures_cleared: cleared,
  });
  return {
    ...answer,
    version,
    state: "draft",
    revision,
    updated_at: updatedAt.toISOString(),
    signatures_cleared: cleared,
  };
}

type Values = { segmentId: number; content: SheetContent; hash: string; trialDays: number };
type Stored = { revision: number; updatedAt: Date; cleared: Side[] };

/** Stores a content that differs in the open version: a new revision, a draft again, nobody's signature. */
export async function storeOpen(
  tx: Tx,
  ctx: Context,
  sheet: SheetRow,
  open: VersionRow,
  { segmentId, content, hash, trialDays }: Values,
): Promise<Stored> {
  const { workspaceId } = ctx;
  await loadFrozenModels(tx, workspaceId, content);
  const cleared = await clearSignatures(tx, workspaceId, open.id);
  const [updatedAt, revision] = [new Date(), open.revision + 1];
  await tx
    .update(sheetVersions)
    .set({ segmentId, content, hash, trialDays, updatedAt, revision, state: "draft", note: null })
    .where(and(eq(sheetVersions.workspaceId, workspaceId), eq(sheetVersions.id, open.id)));
  await announceSheet(tx, ctx, sheet.key, revision);
  return { revision, updatedAt, cleared };
}

/** Stores a whole content in the open version, and logs it as the edits of items that it comes to. */
async function overwrite(
  tx: Tx,
  ctx: Context,
  sheet: SheetRow,
  open: VersionRow,
  values: Values & { segment: string },
): Promise<Stored> {
  const before = { segment: open.segment, content: await loadContent(tx, ctx.workspaceId, open.id) };
  const stored = await storeOpen(tx, ctx, sheet, open, values);
  const { revision, updatedAt: at, cleared: signaturesCleared } = stored;
  await logWhole(tx, ctx, { versionId: open.id, revision, at, signaturesCleared }, before, values);
  return stored;
}

async function insertVersion(
  tx: Tx,
  ctx: Context,
  sheet: SheetRow,
  newest: VersionRow | undefined,
  values: Values,
): Promise<Stored> {
  await loadFrozenModels(tx, ctx.workspaceId, values.content);
  const [updatedAt, revision] = [new Date(), (newest?.revision ?? 0) + 1];
  await tx.insert(sheetVersions).values({
    workspaceId: ctx.workspaceId,
    sheetId: sheet.id,
    number: (newest?.number ?? 0) + 1,
    state: "draft",
    revision,
    createdBy: actingMemberId(ctx),
    updatedAt,
    ...values,
  });
  await announceSheet(tx, ctx, sheet.key, revision);
  return { revision, updatedAt, cleared: [] };
}

/** Key-share lock: the segment cannot be deleted under the draft. */
export async function segmentIdOf(tx: Tx, workspaceId: number, key: string): Promise<number> {
  const found = await tx.$client.query<{ id: number }>(
    "select id::int as id from segments where workspace_id = $1 and key = $2 for key share",
    [workspaceId, key],
  );
  const [segment] = found.rows;
  if (segment) return segment.id;
  throw invalid([
    {
      path: "segment",
      message: `There is no segment “${key}”`,
      code: "unknown_segment",
      params: { segment: key },
    },
  ]);
}

async function clearSignatures(tx: Tx, workspaceId: number, versionId: number): Promise<Side[]> {
  const gone = await tx
    .delete(sheetSignatures)
    .where(and(eq(sheetSignatures.workspaceId, workspaceId), eq(sheetSignatures.versionId, versionId)))
    .returning({ side: sheetSignatures.side });
  return gone.map(({ side }) => side).sort();
}
