import { inWorkspace, type Tx } from "#db/client.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { AppError } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { findLeadId } from "../leads/find-lead.ts";
import { getLead } from "../leads/get-lead.ts";
import { getLeadScore } from "../leads/get-lead-score.ts";
import { listJoins } from "../leads/list-joins.ts";
import { membersOf } from "../leads/people.ts";
import { bigints } from "../sql-arrays.ts";
import { listConsents } from "./list-consents.ts";
import type { exportLeadOperation } from "./operations.ts";

/** What is kept of a person row by row, and how each part is read; $2 are the leads that the person is made of. */
const PARTS: Record<string, string> = {
  attribute_history: `select key, value, known_at, confirmed_at from lead_attributes
    where workspace_id = $1 and lead_id = any($2::bigint[]) order by known_at, key`,
  events: `select e.message_id, e.occurred_at, e.received_at, a.name, a.properties || coalesce(e.rest, '{}') as properties,
      s.name as source, e.import_id, e.counts, e.ignored, e.by_hand
    from events e join activities a on a.workspace_id = $1 and a.id = e.activity_id
    left join sources s on s.workspace_id = $1 and s.id = e.source_id
    where e.workspace_id = $1 and e.lead_id = any($2::bigint[]) order by e.occurred_at, e.message_id`,
  notes: `select n.created_at as at, n.kind, n.body, n.edited_at from lead_notes n
    where n.workspace_id = $1 and n.lead_id = any($2::bigint[]) order by n.created_at, n.id`,
  tasks: `select title, due_at, done_at, created_at from tasks
    where workspace_id = $1 and lead_id = any($2::bigint[]) order by created_at, id`,
  stages: `select stage, at, reason, value, currency, origin from stage_history
    where workspace_id = $1 and lead_id = any($2::bigint[]) order by at, id`,
  adjustments: `select at, points, dimension, reason, expires_at, ended_at from lead_adjustments
    where workspace_id = $1 and lead_id = any($2::bigint[]) order by at, id`,
  handovers: `select h.at, s.key as sheet, h.total, h.group_key as group, h.label, h.reasons, h.state, h.decided_at, h.reason
    from handovers h left join sheets s on s.workspace_id = $1 and s.id = h.sheet_id
    where h.workspace_id = $1 and h.lead_id = any($2::bigint[]) order by h.at, h.id`,
  group_changes: `select g.at, s.key as sheet, g.from_group, g.to_group, g.total, g.cause
    from group_changes g join sheets s on s.workspace_id = $1 and s.id = g.sheet_id
    where g.workspace_id = $1 and g.lead_id = any($2::bigint[]) order by g.at, g.id`,
  actions: `select r.at, s.key as sheet, r.group_key as group, r.moved, r.kind, r.total, r.state, r.skipped, r.result, r.ended_at
    from action_runs r join sheets s on s.workspace_id = $1 and s.id = r.sheet_id
    where r.workspace_id = $1 and r.lead_id = any($2::bigint[]) order by r.id`,
  score_history: `select y.at, s.key as sheet, y.total, y.label, y.group_key as group, y.excluded
    from score_history y join sheets s on s.workspace_id = $1 and s.id = y.sheet_id
    where y.workspace_id = $1 and y.lead_id = any($2::bigint[]) order by y.at`,
  mails: `select m.created_at, m.sent_at, m.state, m.kind, m.to_address as to, m.subject, m.text from mails m
    where m.workspace_id = $1 and m.lead_id = any($2::bigint[]) order by m.id`,
  programmes: `select p.key as programme, e.entered_at, e.done, e.left_at, e.left_reason from enrolments e
    join programmes p on p.workspace_id = $1 and p.id = e.programme_id
    where e.workspace_id = $1 and e.lead_id = any($2::bigint[]) order by e.id`,
  promo_codes: `select o.key as pool, c.code, c.given_at from promo_codes c
    join promo_pools o on o.workspace_id = $1 and o.id = c.pool_id
    where c.workspace_id = $1 and c.lead_id = any($2::bigint[]) order by c.given_at`,
  form_answers: `select f.key as form, a.version, a.at, a.locale, a.answers, a.consent, v.content -> 'consent' as consent_line
    from form_answers a join forms f on f.workspace_id = $1 and f.id = a.form_id
    join form_versions v on v.workspace_id = $1 and v.form_id = a.form_id and v.number = a.version
    where a.workspace_id = $1 and a.lead_id = any($2::bigint[]) order by a.id`,
};

/**
 * Everything that is held on a person as one JSON document, with the equation of each score (GDPR, articles 15 and 20).
 * @throws AppError `not_found`.
 */
export async function exportLead(
  ctx: Context,
  input: OperationInput<typeof exportLeadOperation>,
): Promise<Record<string, unknown>> {
  authorize(ctx, "privacy:manage");
  const lead = await getLead(ctx, { id: input.id });
  const id = String(lead.id);
  const scores = await Promise.all(lead.scores.map(({ sheet }) => reasons(ctx, id, sheet)));
  const consents = await listConsents(ctx, { id });
  const joins = await listJoins(ctx, { id });
  return inWorkspace(ctx.workspaceId, async (tx) => {
    const leadId = await findLeadId(tx, ctx.workspaceId, id);
    const rows = await readParts(tx, ctx.workspaceId, leadId);
    await audit(tx, ctx, "privacy.export", `lead:${leadId}`);
    const { sheets: _, ...person } = lead;
    return {
      exported_at: new Date().toISOString(),
      lead: person,
      consents,
      joins: joins.items,
      scores,
      ...rows,
    };
  });
}

/** The equation of one score; null where the lead came to object meanwhile. */
async function reasons(ctx: Context, id: string, sheet: string): Promise<unknown> {
  try {
    return await getLeadScore(ctx, { id, sheet });
  } catch (error) {
    if (error instanceof AppError && error.code === "conflict") return null;
    throw error;
  }
}

async function readParts(tx: Tx, workspaceId: number, leadId: number): Promise<Record<string, unknown>> {
  const members = (await membersOf(tx, workspaceId, [leadId])).get(leadId) ?? [];
  const parts: Record<string, unknown> = {};
  for (const [name, sql] of Object.entries(PARTS))
    parts[name] = (await tx.$client.query(sql, [workspaceId, bigints(members)])).rows;
  return parts;
}
