import type { Tx } from "#db/client.ts";
import type { FormState } from "#db/schema/forms.ts";
import { notFound } from "../errors.ts";
import { formUrl } from "./form-url.ts";
import type { Form, FormSummary } from "./operation-schemas.ts";
import { localesOf } from "./ready.ts";
import type { FormContent } from "./schemas.ts";

export type FormRow = {
  id: number;
  key: string;
  name: string;
  token: string;
  state: FormState;
  version: number;
  revision: number;
  updatedAt: Date;
  content: FormContent;
};

/** A form with its newest version, or null. */
export async function findFormByKey(
  tx: Tx,
  workspaceId: number,
  key: string,
  lock = false,
): Promise<FormRow | null> {
  const found = await tx.$client.query<FormRow>(
    `select f.id::int as id, f.key, f.name, f.token, f.state, f.version, f.revision, f.updated_at as "updatedAt", v.content
     from forms f join form_versions v on v.workspace_id = $1 and v.form_id = f.id and v.number = f.version
     where f.workspace_id = $1 and f.key = $2 ${lock ? "for update of f" : ""}`,
    [workspaceId, key],
  );
  return found.rows[0] ?? null;
}

/** @throws AppError `not_found`. */
export async function loadForm(tx: Tx, workspaceId: number, key: string, lock = false): Promise<FormRow> {
  const form = await findFormByKey(tx, workspaceId, key, lock);
  if (!form) throw notFound("Form");
  return form;
}

export type Counts = { taken: number; spam: number; lastAt: Date | null };

/** How many answers each of these forms has. */
export async function countAnswers(
  tx: Tx,
  workspaceId: number,
  formIds: readonly number[],
): Promise<Map<number, Counts>> {
  const found = await tx.$client.query<Counts & { formId: number }>(
    `select form_id::int as "formId", count(*) filter (where state = 'taken')::int as taken,
       count(*) filter (where state = 'spam')::int as spam, max(at) filter (where state = 'taken') as "lastAt"
     from form_answers where workspace_id = $1 and form_id = any($2::bigint[]) group by form_id`,
    [workspaceId, formIds],
  );
  return new Map(found.rows.map(({ formId, ...counts }) => [formId, counts]));
}

export function summarise(form: FormRow, counts: Counts | undefined): FormSummary {
  return {
    key: form.key,
    name: form.name,
    kind: form.content.kind,
    state: form.state,
    url: formUrl(form.token),
    locales: localesOf(form.content),
    taken: counts?.taken ?? 0,
    spam: counts?.spam ?? 0,
    last_at: counts?.lastAt?.toISOString() ?? null,
  };
}

/** A form as it is answered. @throws AppError `not_found`. */
export async function viewForm(tx: Tx, workspaceId: number, key: string): Promise<Form> {
  const form = await loadForm(tx, workspaceId, key);
  const counts = await countAnswers(tx, workspaceId, [form.id]);
  return {
    ...summarise(form, counts.get(form.id)),
    version: form.version,
    revision: form.revision,
    updated_at: form.updatedAt.toISOString(),
    content: form.content,
  };
}
