import { inWorkspace } from "#db/client.ts";
import type { AnswerContext } from "#db/schema/forms.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { conflict, notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { againWhereMoved } from "../leads/moved.ts";
import { readPublicForm } from "./find-form.ts";
import { loadForm } from "./internal.ts";
import type { acceptAnswerOperation } from "./operations.ts";
import type { Answers, FormLocale } from "./schemas.ts";
import { tellOfAnswer } from "./tell-of-answer.ts";

type Row = {
  version: number;
  nonce: string;
  state: string;
  answers: Answers;
  consent: boolean | null;
  locale: FormLocale;
  leadId: number | null;
  context: AnswerContext;
  at: Date;
};

/**
 * Lets an answer count that was kept as spam, as of when it was sent. What its agent says of itself is not told again, for
 * that may be why it was taken for spam. @throws AppError `not_found`, `conflict` where it counts already.
 */
export async function acceptAnswer(
  ctx: Context,
  { key, id }: OperationInput<typeof acceptAnswerOperation>,
): Promise<{ id: number }> {
  authorize(ctx, "forms:write");
  const { workspaceId } = ctx;
  return againWhereMoved(() =>
    inWorkspace(workspaceId, async (tx) => {
      const { id: formId, token } = await loadForm(tx, workspaceId, key);
      const found = await tx.$client.query<Row>(
        `select version, nonce, state, answers, consent, locale, named_lead_id::int as "leadId", context, at
         from form_answers where workspace_id = $1 and form_id = $2 and id = $3 for update`,
        [workspaceId, formId, id],
      );
      const [row] = found.rows;
      if (!row) throw notFound("Answer");
      if (row.state !== "spam") throw conflict("The answer counts already");
      const form = await readPublicForm(tx, workspaceId, token, row.version);
      if (!form) throw notFound("Form");
      await tx.$client.query(
        `update form_answers set state = 'taken', reason = null, named_lead_id = null where workspace_id = $1 and id = $2`,
        [workspaceId, id],
      );
      const { user_agent: _, ...context } = row.context;
      await tellOfAnswer(tx, form, { ...row, id, context });
      await audit(tx, ctx, "forms.accept", `form:${key}`, { answer: id });
      return { id };
    }),
  );
}
