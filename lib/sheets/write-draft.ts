import { and, eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { sheetSignatures, sheets, sheetVersions } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { actingMemberId, type Context } from "../context.ts";
import { AppError, invalid } from "../errors.ts";
import type { Side } from "../permissions.ts";
import { contentHash } from "../scoring/hash.ts";
import type { SheetContent } from "../scoring/schema.ts";
import { isOpen, loadVersions, type SheetRow, type VersionRow } from "./internal.ts";
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
    if (name !== sheet.name)
      await audit(tx, ctx, "sheets.rename", `sheet:${sheet.key}`, { from: sheet.name, to: name });
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
  const now = new Date();
  const values = { segmentId, content: input.content, hash, trialDays, updatedAt: now };
  const revision = (newest?.revision ?? 0) + 1;
  const cleared = open ? await clearSignatures(tx, workspaceId, open.id) : [];
  const version = open ? open.number : (newest?.number ?? 0) + 1;
  if (open) {
    await tx
      .update(sheetVersions)
      .set({ ...values, revision, state: "draft", note: null })
      .where(and(eq(sheetVersions.workspaceId, workspaceId), eq(sheetVersions.id, open.id)));
  } else {
    const createdBy = actingMemberId(ctx);
    await tx.insert(sheetVersions).values({
      workspaceId,
      sheetId: sheet.id,
      number: version,
      state: "draft",
      revision,
      createdBy,
      ...values,
    });
  }
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
    updated_at: now.toISOString(),
    signatures_cleared: cleared,
  };
}

/** Key-share lock: the segment cannot be deleted under the draft. */
async function segmentIdOf(tx: Tx, workspaceId: number, key: string): Promise<number> {
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
