import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { inWorkspace, type Tx } from "#db/client.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { conflict, invalid } from "../errors.ts";
import { formLinksOf } from "../forms/links-of.ts";
import type { OperationInput } from "../http/operation.ts";
import { findLeadId } from "../leads/find-lead.ts";
import { compose } from "../mail/compose.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { sender } from "../mail/smtp.ts";
import { formsIn, poolsIn } from "../mail/template.ts";
import { readWorkspaceMail } from "./due.ts";
import { loadProgramme } from "./internal.ts";
import { type MergeLead, mergeLead } from "./merge-fields.ts";
import type { previewSchema } from "./operation-schemas.ts";
import type { previewMailOperation } from "./operations.ts";
import { wordsOf } from "./schemas.ts";

const NOBODY: MergeLead = { email: "lead@example.com", displayName: null, stage: "lead", attributes: {} };

/**
 * A step's mail as a lead would get it, before it is saved; gives no promo code. Its links belong to no mail of a lead, so
 * following them does nothing. @throws AppError `not_found`, `invalid` where the templates cannot be filled.
 */
export async function previewMail(
  ctx: Context,
  { key, step, locale, lead, send }: OperationInput<typeof previewMailOperation>,
): Promise<z.infer<typeof previewSchema>> {
  authorize(ctx, "programmes:write");
  const { workspaceId } = ctx;
  const memberId = actingMemberId(ctx);
  return inWorkspace(workspaceId, async (tx) => {
    await loadProgramme(tx, workspaceId, key);
    const workspace = await readWorkspaceMail(tx, workspaceId);
    const words = wordsOf(step, locale);
    if (words === null)
      throw invalid([{ path: "step", code: "no_words", message: "Subject or text is missing" }]);
    const whom =
      lead === undefined ? NOBODY : await readLead(tx, workspaceId, await findLeadId(tx, workspaceId, lead));
    const promo = Object.fromEntries(poolsIn([words.subject, words.body]).map((pool) => [pool, "XXXX-XXXX"]));
    const form = await formLinksOf(tx, workspaceId, null, formsIn([words.subject, words.body]));
    const publicId = randomUUID();
    const head = { locale: words.locale, from: workspace.name, workspaceId, publicId };
    const made = filled(() => compose(words, { lead: mergeLead(whom), promo, form }, head));
    let queued: "no" | "sending" | "held" = "no";
    if (send && memberId !== null) {
      const to = await addressOf(tx, workspaceId, memberId);
      const { headers: _, ...letter } = made;
      await queueMail(tx, workspaceId, {
        ...letter,
        to,
        locale: words.locale,
        kind: "test",
        memberId,
        publicId,
      });
      queued = sender() ? "sending" : "held";
    }
    return { subject: made.subject, html: made.html, text: made.text, queued };
  });
}

function filled<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw invalid([{ path: "step", code: "template", message: (error as Error).message.slice(0, 300) }]);
  }
}

async function readLead(tx: Tx, workspaceId: number, leadId: number): Promise<MergeLead> {
  const found = await tx.$client.query<MergeLead>(
    `select email, display_name as "displayName", stage, attributes from leads where workspace_id = $1 and id = $2`,
    [workspaceId, leadId],
  );
  return found.rows[0] ?? NOBODY;
}

async function addressOf(tx: Tx, workspaceId: number, memberId: number): Promise<string> {
  const found = await tx.$client.query<{ email: string }>(
    "select u.email from members m join users u on u.id = m.user_id where m.workspace_id = $1 and m.id = $2",
    [workspaceId, memberId],
  );
  const email = found.rows[0]?.email;
  if (!email) throw conflict("You have no address");
  return email;
}
