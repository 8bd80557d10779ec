import type { z } from "zod";
import { inWorkspace, type Tx } from "#db/client.ts";
import type { AnswerState } from "#db/schema/forms.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { loadForm } from "./internal.ts";
import { ANSWER_PAGE, type answerListSchema, type FormAnswer } from "./operation-schemas.ts";
import type { listAnswersOperation } from "./operations.ts";

type Row = Omit<FormAnswer, "at" | "lead"> & {
  at: Date;
  leadId: number | null;
  leadName: string | null;
  leadEmail: string | null;
};

/** Answers of a form, newest first, from `cursor` on. */
export async function readAnswerPage(
  tx: Tx,
  workspaceId: number,
  page: { formId: number; state: AnswerState; cursor: string | undefined; limit: number },
): Promise<{ items: FormAnswer[]; next_cursor: string | null }> {
  const found = await tx.$client.query<Row>(
    `select a.id::int as id, a.at, a.version, a.locale, a.state, a.reason, a.consent, a.answers, a.lead_id::int as "leadId",
       l.display_name as "leadName", l.email as "leadEmail"
     from form_answers a left join leads l on l.workspace_id = $1 and l.id = a.lead_id
     where a.workspace_id = $1 and a.form_id = $2 and a.state = $3 and ($4::bigint is null or a.id < $4)
     order by a.id desc limit $5`,
    [workspaceId, page.formId, page.state, page.cursor ?? null, page.limit + 1],
  );
  const rows = found.rows.slice(0, page.limit);
  return {
    items: rows.map(({ at, leadId, leadName, leadEmail, ...row }) => ({
      ...row,
      at: at.toISOString(),
      lead: leadId === null ? null : { id: leadId, name: leadName, email: leadEmail },
    })),
    next_cursor: found.rows.length > page.limit ? String(rows.at(-1)?.id) : null,
  };
}

/** Answers one by one. @throws AppError `not_found`. */
export async function listAnswers(
  ctx: Context,
  { key, state, cursor }: OperationInput<typeof listAnswersOperation>,
): Promise<z.infer<typeof answerListSchema>> {
  authorize(ctx, "forms:read");
  const { workspaceId } = ctx;
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const { id } = await loadForm(tx, workspaceId, key);
      return readAnswerPage(tx, workspaceId, { formId: id, state, cursor, limit: ANSWER_PAGE });
    },
    { readOnly: true },
  );
}
