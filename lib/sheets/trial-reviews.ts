import { inWorkspace, type Tx } from "#db/client.ts";
import { trialReviews } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { conflict, invalid } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { unstorable } from "../storable.ts";
import type { getTrialOperation, reviewTrialOperation } from "./agreement-operations.ts";
import type { TrialReview } from "./agreement-schemas.ts";
import { signer } from "./approve-sheet.ts";
import { loadSheet, loadVersions } from "./internal.ts";

export type TrialReviews = { version: number | null; reviews: TrialReview[] };

type Row = Omit<TrialReview, "member" | "at"> & { memberId: number; name: string; at: Date };

/** What was said of a version's trial, newest first. */
export async function loadReviews(tx: Tx, workspaceId: number, versionId: number): Promise<TrialReview[]> {
  const found = await tx.$client.query<Row>(
    `select r.side, r.decision, r.note, r.at, r.member_id::int as "memberId", u.name from trial_reviews r
     join members m on m.workspace_id = r.workspace_id and m.id = r.member_id join users u on u.id = m.user_id
     where r.workspace_id = $1 and r.version_id = $2 order by r.id desc`,
    [workspaceId, versionId],
  );
  return found.rows.map(({ memberId, name, at, ...row }) => ({
    ...row,
    member: { id: memberId, name },
    at: at.toISOString(),
  }));
}

/** What both sides have said of the active version's trial. @throws AppError `not_found`. */
export async function getTrialReviews(
  ctx: Context,
  input: OperationInput<typeof getTrialOperation>,
): Promise<TrialReviews> {
  authorize(ctx, "sheets:read");
  const { workspaceId } = ctx;
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const sheet = await loadSheet(tx, workspaceId, input.key);
      const versions = await loadVersions(tx, workspaceId, [sheet.id]);
      const active = versions.find(({ state }) => state === "active");
      return active
        ? { version: active.number, reviews: await loadReviews(tx, workspaceId, active.id) }
        : { version: null, reviews: [] };
    },
    { readOnly: true },
  );
}

/** Records what the caller's side says of the active version. @throws AppError `not_found`, `forbidden`, `conflict`. */
export async function reviewTrial(
  ctx: Context,
  input: OperationInput<typeof reviewTrialOperation>,
): Promise<TrialReviews> {
  authorize(ctx, "sheets:sign");
  const { memberId, side } = signer(ctx);
  const { workspaceId } = ctx;
  const { decision, note = null } = input;
  const unfit = note === null ? null : unstorable(note, "note");
  if (unfit) throw invalid([{ path: "note", message: unfit }]);
  return inWorkspace(workspaceId, async (tx) => {
    const sheet = await loadSheet(tx, workspaceId, input.key, true);
    const versions = await loadVersions(tx, workspaceId, [sheet.id]);
    const active = versions.find(({ state }) => state === "active");
    if (active?.number !== input.version) throw conflict("That version is not active");
    const versionId = active.id;
    await tx.insert(trialReviews).values({ workspaceId, versionId, side, memberId, decision, note });
    await audit(tx, ctx, "sheets.review_trial", `sheet:${sheet.key}`, {
      version: active.number,
      side,
      decision,
      note,
    });
    return { version: active.number, reviews: await loadReviews(tx, workspaceId, versionId) };
  });
}
