import type { z } from "zod";
import { inWorkspace, type Tx } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { AppError } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { acceptIn } from "./accept-handover.ts";
import type { BulkInput, bulkAnswerSchema } from "./bulk-schemas.ts";
import { claimIn } from "./claim-handover.ts";
import { type Deed, newDeed } from "./deeds.ts";
import type { bulkHandoversOperation } from "./operations.ts";
import { assertWorks, reassignIn } from "./reassign-handover.ts";
import { readReason, rejectIn } from "./reject-handover.ts";
import { releaseIn } from "./release-handover.ts";
import type { Decision } from "./schemas.ts";

/**
 * Does one thing to many hand-overs, each in a transaction of its own: what fails is named and keeps nothing else back. It
 * is one deed, and taken back as one.
 * @throws AppError `invalid` for a reason or a member that would fail for all of them.
 */
export async function bulkHandovers(
  ctx: Context,
  input: OperationInput<typeof bulkHandoversOperation>,
): Promise<z.infer<typeof bulkAnswerSchema>> {
  authorize(ctx, input.action === "reassign" ? "queue:reassign" : "queue:work");
  const { workspaceId } = ctx;
  const ids = [...new Set(input.ids)];
  const names = await inWorkspace(
    workspaceId,
    async (tx) => {
      if (input.action === "reject") await readReason(tx, workspaceId, input);
      if (input.action === "reassign") await assertWorks(tx, workspaceId, input.member_id);
      return namesOf(tx, workspaceId, ids);
    },
    { readOnly: true },
  );
  const deed = newDeed(input.action);
  const answer: z.infer<typeof bulkAnswerSchema> = { deed: null, done: [], failed: [] };
  for (const id of ids) {
    try {
      const decision = await inWorkspace(workspaceId, (tx) => act(tx, ctx, id, input, deed));
      answer.done.push(id);
      answer.deed ??= decision.deed;
    } catch (error) {
      if (!(error instanceof AppError) || error.status >= 500) throw error;
      const { code, params } = error.issues?.[0] ?? {};
      answer.failed.push({
        id,
        name: names.get(id) ?? null,
        code: code ?? error.code,
        message: error.message,
        member: params?.member === undefined ? null : String(params.member),
      });
    }
  }
  return answer;
}

function act(tx: Tx, ctx: Context, id: number, input: BulkInput, deed: Deed): Promise<Decision> {
  switch (input.action) {
    case "claim":
      return claimIn(tx, ctx, { id }, deed);
    case "release":
      return releaseIn(tx, ctx, { id }, deed);
    case "accept":
      return acceptIn(tx, ctx, { id }, deed);
    case "reject":
      return rejectIn(tx, ctx, { ...input, id }, deed);
    case "reassign":
      return reassignIn(tx, ctx, { id, member_id: input.member_id }, deed);
  }
}

async function namesOf(tx: Tx, workspaceId: number, ids: number[]): Promise<Map<number, string>> {
  const found = await tx.$client.query<{ id: number; name: string }>(
    `select h.id::int as id, coalesce(l.display_name, l.email, '#' || l.id) as name
     from handovers h join leads l on l.workspace_id = h.workspace_id and l.id = h.lead_id
     where h.workspace_id = $1 and h.id = any($2::bigint[])`,
    [workspaceId, ids],
  );
  return new Map(found.rows.map(({ id, name }) => [id, name]));
}
