import { inWorkspace, type Tx } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import type { SheetContent } from "../scoring/schema.ts";
import { countInfluences, type GivenInfluences, type OfferedInfluences } from "./influences.ts";
import type { Influences } from "./operation-schemas.ts";
import type { influencesOperation } from "./operations.ts";
import type { FormContent } from "./schemas.ts";

const MOST_FORMS = 100;
/** Different sets of answers that are told apart. */
const MOST_SETS = 50_000;

/**
 * What customers say influenced them, by the rules of a sheet (its active version, or the one that is named; else the
 * newest). With a version only leads are counted that were handed over under it. @throws AppError `not_found`.
 */
export async function getInfluences(
  ctx: Context,
  { sheet, version }: OperationInput<typeof influencesOperation>,
): Promise<Influences> {
  authorize(ctx, "forms:read");
  const { workspaceId } = ctx;
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const shown = await readVersion(tx, workspaceId, sheet, version === undefined ? null : Number(version));
      const offers = await readOffers(tx, workspaceId);
      const given = await readGiven(tx, workspaceId, version === undefined ? null : shown.id);
      const names = new Map(shown.content.rules.map(({ key, name }) => [key, name]));
      const counted = countInfluences(
        offers.filter(({ form }) => given.some((one) => one.form === form)),
        given,
        names,
      );
      return { as_of: shown.asOf.toISOString(), ...counted };
    },
    { readOnly: true, isolation: "repeatable read" },
  );
}

type Version = { id: number; content: SheetContent; asOf: Date };

async function readVersion(
  tx: Tx,
  workspaceId: number,
  sheet: string,
  number: number | null,
): Promise<Version> {
  const found = await tx.$client.query<Version>(
    `select v.id::int as id, v.content, now() as "asOf" from sheets s
     join sheet_versions v on v.workspace_id = $1 and v.sheet_id = s.id
     where s.workspace_id = $1 and s.key = $2 and ($3::integer is null or v.number = $3)
     order by (v.state = 'active') desc, v.number desc limit 1`,
    [workspaceId, sheet, number],
  );
  const [row] = found.rows;
  if (!row) throw notFound(number === null ? "Sheet" : "Sheet version");
  return row;
}

/** The question as each form asks it now, also where the form is closed. */
async function readOffers(tx: Tx, workspaceId: number): Promise<OfferedInfluences[]> {
  const found = await tx.$client.query<{ form: string; content: FormContent }>(
    `select f.key as form, v.content from forms f
     join form_versions v on v.workspace_id = $1 and v.form_id = f.id and v.number = f.version
     where f.workspace_id = $1 and v.content @> '{"fields": [{"influence": true}]}' order by f.id desc limit ${MOST_FORMS}`,
    [workspaceId],
  );
  return found.rows.flatMap(({ form, content }) => {
    const asked = content.fields.find(({ influence }) => influence);
    return asked ? [{ form, options: asked.options }] : [];
  });
}

/** Each lead's newest answer to the question, in whichever form, as the version that it read asked it. */
async function readGiven(tx: Tx, workspaceId: number, versionId: number | null): Promise<GivenInfluences[]> {
  const found = await tx.$client.query<GivenInfluences>(
    `with asked as materialized (
       select v.form_id, v.number, f.key as form, field ->> 'key' as field from form_versions v
       join forms f on f.workspace_id = $1 and f.id = v.form_id
       cross join jsonb_array_elements(v.content -> 'fields') as field
       where v.workspace_id = $1 and v.content @> '{"fields": [{"influence": true}]}' and (field ->> 'influence')::boolean),
     newest as (
       select distinct on (a.lead_id) q.form, a.answers -> q.field as given
       from asked q join form_answers a on a.workspace_id = $1 and a.form_id = q.form_id and a.version = q.number
       where a.state = 'taken' and a.lead_id is not null and a.answers ? q.field
         and ($2::bigint is null or exists (select from handovers h
           where h.workspace_id = $1 and h.lead_id = a.lead_id and h.version_id = $2))
       order by a.lead_id, a.at desc, a.id desc)
     select form, array(select jsonb_array_elements_text(
         case jsonb_typeof(given) when 'array' then given else jsonb_build_array(given) end) order by 1) as values,
       count(*)::int as n
     from newest group by 1, 2 limit ${MOST_SETS}`,
    [workspaceId, versionId],
  );
  return found.rows;
}
