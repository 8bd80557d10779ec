import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { csvAnswer } from "../http/csv-answer.ts";
import type { OperationInput } from "../http/operation.ts";
import { loadForm } from "./internal.ts";
import { readAnswerPage } from "./list-answers.ts";
import type { FormAnswer } from "./operation-schemas.ts";
import type { exportAnswersOperation } from "./operations.ts";
import type { Answer } from "./schemas.ts";

const PAGE = 200;
const MOST_COLUMNS = 200;
const OWN = ["id", "at", "lead_id", "lead_email", "version", "language", "consent"];

const cell = (answer: Answer | undefined): string | null =>
  answer === undefined ? null : Array.isArray(answer) ? answer.join("; ") : String(answer);

const cells = (keys: readonly string[], { id, at, lead, version, locale, consent, answers }: FormAnswer) => [
  id,
  at,
  lead?.id ?? null,
  lead?.email ?? null,
  version,
  locale,
  consent === null ? null : String(consent),
  ...keys.map((key) => cell(answers[key])),
];

/**
 * Every answer that counts, newest first, as CSV; each page is a transaction of its own. Columns are the questions of all
 * versions, in the order in which they were first asked. @throws AppError `not_found`.
 */
export async function exportAnswers(
  ctx: Context,
  { key }: OperationInput<typeof exportAnswersOperation>,
): Promise<Response> {
  authorize(ctx, "leads:export");
  const { workspaceId } = ctx;
  const { id, keys } = await inWorkspace(workspaceId, async (tx) => {
    const form = await loadForm(tx, workspaceId, key);
    const asked = await tx.$client.query<{ key: string }>(
      `select field ->> 'key' as key from form_versions v, jsonb_array_elements(v.content -> 'fields') with ordinality as f (field, n)
       where v.workspace_id = $1 and v.form_id = $2 group by 1 order by min(v.number), min(f.n) limit ${MOST_COLUMNS}`,
      [workspaceId, form.id],
    );
    await audit(tx, ctx, "forms.export", `form:${key}`);
    return { id: form.id, keys: asked.rows.map((row) => row.key) };
  });
  const read = async (cursor?: string) => {
    const page = await inWorkspace(
      workspaceId,
      (tx) => readAnswerPage(tx, workspaceId, { formId: id, state: "taken", cursor, limit: PAGE }),
      { readOnly: true },
    );
    return { rows: page.items, next: page.next_cursor };
  };
  return csvAnswer({
    fileName: `form-${key}.csv`,
    header: [...OWN, ...keys],
    cells: (answer: FormAnswer) => cells(keys, answer),
    first: await read(),
    next: read,
    requestId: ctx.requestId,
  });
}
