import { inWorkspace, type Tx } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { loadForm } from "./internal.ts";
import type { FormResults } from "./operation-schemas.ts";
import type { formResultsOperation } from "./operations.ts";
import { type FieldTally, fieldResult, type OptionTally } from "./tally.ts";

/** More different answers of one form are not counted one by one. */
const MOST_OPTIONS = 2_000;

/** What was answered to each question that the form asks now. @throws AppError `not_found`. */
export async function getResults(
  ctx: Context,
  { key }: OperationInput<typeof formResultsOperation>,
): Promise<FormResults> {
  authorize(ctx, "forms:read");
  const { workspaceId } = ctx;
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const { id, content } = await loadForm(tx, workspaceId, key);
      const { asOf, answers } = await countAll(tx, workspaceId, id);
      const fields = await tallyFields(tx, workspaceId, id);
      const counted = content.fields.flatMap(({ key: field, kind }) => (isCounted(kind) ? [field] : []));
      const options = await tallyOptions(tx, workspaceId, id, counted);
      return {
        as_of: asOf.toISOString(),
        answers,
        fields: content.fields.map((field) =>
          fieldResult(
            field,
            fields.find(({ key: one }) => one === field.key),
            options.filter(({ key: one }) => one === field.key),
          ),
        ),
      };
    },
    { readOnly: true, isolation: "repeatable read" },
  );
}

const isCounted = (kind: string) => ["choice", "choices", "rating", "yes_no"].includes(kind);

async function countAll(
  tx: Tx,
  workspaceId: number,
  formId: number,
): Promise<{ asOf: Date; answers: number }> {
  const found = await tx.$client.query<{ asOf: Date; answers: number }>(
    `select now() as "asOf", count(*)::int as answers from form_answers
     where workspace_id = $1 and form_id = $2 and state = 'taken'`,
    [workspaceId, formId],
  );
  return found.rows[0] ?? { asOf: new Date(), answers: 0 };
}

async function tallyFields(tx: Tx, workspaceId: number, formId: number): Promise<FieldTally[]> {
  const number = "(g.value #>> '{}')::float8";
  const only = "filter (where jsonb_typeof(g.value) = 'number')";
  const found = await tx.$client.query<FieldTally>(
    `select g.key, count(*)::int as answered, avg(${number}) ${only} as mean,
       percentile_cont(0.5) within group (order by ${number}) ${only} as median, min(${number}) ${only} as min,
       max(${number}) ${only} as max
     from form_answers a, jsonb_each(a.answers) g
     where a.workspace_id = $1 and a.form_id = $2 and a.state = 'taken' group by g.key`,
    [workspaceId, formId],
  );
  return found.rows;
}

async function tallyOptions(
  tx: Tx,
  workspaceId: number,
  formId: number,
  keys: readonly string[],
): Promise<OptionTally[]> {
  const found = await tx.$client.query<OptionTally>(
    `select g.key, o.value, count(*)::int as n from form_answers a, jsonb_each(a.answers) g,
       jsonb_array_elements_text(case jsonb_typeof(g.value) when 'array' then g.value else jsonb_build_array(g.value) end) as o (value)
     where a.workspace_id = $1 and a.form_id = $2 and a.state = 'taken' and g.key = any($3::text[])
     group by g.key, o.value order by n desc, o.value limit ${MOST_OPTIONS}`,
    [workspaceId, formId, keys],
  );
  return found.rows;
}
