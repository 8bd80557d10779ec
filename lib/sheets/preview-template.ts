import { inWorkspace, type Tx } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { loadRestNames } from "../scores/model.ts";
import { readChunk, scoreChunk } from "../scores/score-chunk.ts";
import { fieldsOf } from "../scoring/condition.ts";
import type { Condition } from "../scoring/condition-schema.ts";
import { firstPart } from "../scoring/field.ts";
import type { SheetContent } from "../scoring/schema.ts";
import { evenly, sampleLeads } from "../segments/sample.ts";
import { templateByKey } from "../templates/index.ts";
import type { previewTemplateOperation } from "./operations.ts";
import { population } from "./preview-population.ts";
import { conditionOf, ready } from "./previewed.ts";
import type { TemplatePreview } from "./template-schemas.ts";

/** Leads scored for a template's card: enough for a first impression of seven templates. */
const SCORED = 1_000;
/** Leads asked which attributes they have. */
const ASKED = 2_000;

/**
 * What a template would do to the workspace's own leads as they are now: how many each group would have, and which of the
 * events and attributes that it uses nobody has. Scores at most 1,000 leads and writes nothing.
 * @throws AppError `not_found` for the template, `invalid` for an unknown segment.
 */
export async function previewTemplate(
  ctx: Context,
  input: OperationInput<typeof previewTemplateOperation>,
): Promise<TemplatePreview> {
  authorize(ctx, "sheets:read");
  const template = templateByKey(input.template);
  if (!template) throw notFound("Template");
  const { workspaceId } = ctx;
  const asOf = Date.now();
  // Keys and conditions are the same in each language; names are the reader's.
  const content = template.content("en");
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const segment = input.segment ?? null;
      const condition =
        segment === null ? template.segment.when : await conditionOf(tx, workspaceId, segment);
      const { sheet } = await ready(tx, workspaceId, content, condition);
      const people = await population(tx, workspaceId, [condition], asOf, false);
      const ids = evenly(people.ids, SCORED);
      const names = await loadRestNames(tx, workspaceId);
      const chunk = await readChunk(tx, workspaceId, [sheet], names, { ids }, asOf, false);
      const counts = new Map<string | null, number>();
      for (const { scores } of scoreChunk(chunk, [sheet], asOf))
        for (const { score } of scores) counts.set(score.group, (counts.get(score.group) ?? 0) + 1);
      const project = (n: number) => (ids.length === 0 ? 0 : Math.round((n * people.leads) / ids.length));
      return {
        template: template.key,
        segment,
        sample: {
          size: ids.length,
          leads: people.leads,
          exact: people.exact && ids.length === people.ids.length,
        },
        groups: content.groups.map(({ key }) => ({ key, leads: project(counts.get(key) ?? 0) })),
        excluded: project(counts.get(null) ?? 0),
        events: await eventsSeen(tx, workspaceId, content),
        attributes: await attributesSeen(tx, workspaceId, content, condition),
      };
    },
    { readOnly: true, isolation: "repeatable read" },
  );
}

const unique = (names: readonly string[]) => [...new Set(names)].sort();

async function eventsSeen(tx: Tx, workspaceId: number, { rules }: SheetContent) {
  const names = unique(
    rules.flatMap((rule) => (rule.kind === "behaviour" && rule.event !== "*" ? [rule.event] : [])),
  );
  const found = await tx.$client.query<{ name: string }>(
    `select n.name from unnest($2::text[]) as n(name)
     where exists (select from activities a where a.workspace_id = $1 and a.name = n.name)`,
    [workspaceId, names],
  );
  const seen = new Set(found.rows.map(({ name }) => name));
  return names.map((name) => ({ name, seen: seen.has(name) }));
}

async function attributesSeen(tx: Tx, workspaceId: number, content: SheetContent, segment: Condition) {
  const conditions = [
    segment,
    ...content.exclusions.map(({ when }) => when),
    ...content.rules.flatMap((rule) => (rule.kind === "fit" ? rule.cases.map(({ when }) => when) : [])),
  ];
  const names = unique(conditions.flatMap(fieldsOf));
  const { ids } = await sampleLeads(tx, workspaceId, ASKED);
  const found = await tx.$client.query<{ key: string }>(
    `select distinct key from lead_attributes
     where workspace_id = $1 and lead_id = any($2::bigint[]) and key = any($3::text[])`,
    [workspaceId, ids, unique(names.flatMap((name) => [name, firstPart(name)]))],
  );
  const seen = new Set(found.rows.map(({ key }) => key));
  return names.map((name) => ({ name, seen: seen.has(name) || seen.has(firstPart(name)) }));
}
