import type pg from "pg";
import { inWorkspace } from "#db/client.ts";
import { segments, sheets, sheetVersions } from "#db/schema/index.ts";
import { only } from "#db/testing/factories.ts";
import { contentHash } from "#lib/scoring/hash.ts";
import { benchSheet } from "./sheet.ts";
import type { BenchWorkspace } from "./workspaces.ts";

export const REPORTED_KEY = "reported";
const ACTIVE_DAYS = 200;
const DAY_MS = 86_400_000;

/** A version that was active for 200 days and scores nobody any more, so that other figures are not about it. */
async function createReported(workspaceId: number): Promise<{ sheetId: number; versionId: number }> {
  return inWorkspace(workspaceId, async (tx) => {
    const segment = only(await tx.select({ id: segments.id }).from(segments));
    const sheet = only(
      await tx
        .insert(sheets)
        .values({ workspaceId, key: REPORTED_KEY, name: "Reported" })
        .returning({ id: sheets.id }),
    );
    const content = benchSheet(3);
    const version = only(
      await tx
        .insert(sheetVersions)
        .values({
          ...{ workspaceId, sheetId: sheet.id, number: 1, state: "retired" },
          ...{ segmentId: segment.id, content, hash: contentHash("everybody", content) },
          activatedAt: new Date(Date.now() - ACTIVE_DAYS * DAY_MS),
        })
        .returning({ id: sheetVersions.id }),
    );
    return { sheetId: sheet.id, versionId: version.id };
  });
}

/**
 * One lead in twenty handed over, evenly over 200 days, with a dozen rules each; of them two in five worked by sales and one
 * in five an opportunity; of the others one in fifty.
 */
export async function loadHandovers(
  owner: pg.Client,
  workspace: BenchWorkspace,
): Promise<{ handed: number; versionId: number }> {
  const { workspaceId, firstLead, lastLead } = workspace;
  const { sheetId, versionId } = await createReported(workspaceId);
  const rules = benchSheet(3)
    .rules.slice(0, 24)
    .map(({ key }) => key);
  await owner.query("select set_config('app.workspace_id', $1, false)", [String(workspaceId)]);
  const made = await owner.query(
    `insert into handovers (workspace_id, lead_id, sheet_id, version_id, at, total, group_key, rule_points, state, reason,
       first_response_at)
     select $1, l.id, $4, $5, now() - make_interval(mins => (l.id * 7919 % (${ACTIVE_DAYS} * 1440))::int), 30 + l.id % 70, 'hot',
       (select jsonb_object_agg(r.key, 5) from unnest($6::text[]) with ordinality as r (key, n) where (l.id / 20 + r.n) % 2 = 0),
       case l.id / 20 % 5 when 0 then 'accepted' when 1 then 'rejected' else 'open' end,
       case l.id / 20 % 5 when 1 then 'no_budget' end, case when l.id / 20 % 5 < 2 then now() end
     from leads l where l.workspace_id = $1 and l.id between $2 and $3 and l.id % 20 = 0`,
    [workspaceId, firstLead, lastLead, sheetId, versionId, rules],
  );
  await owner.query(
    `insert into stage_history (workspace_id, lead_id, stage, at, origin)
     select $1, h.lead_id, s.stage, h.at + s.days * interval '1 day', 'api'
     from handovers h cross join (values ('sal', 2), ('opportunity', 12)) as s (stage, days)
     where h.workspace_id = $1 and h.version_id = $2 and h.lead_id / 20 % 5 < case s.stage when 'sal' then 2 else 1 end
     union all
     select $1, l.id, 'opportunity', now() - make_interval(mins => (l.id * 7919 % (300 * 1440))::int), 'api'
     from leads l where l.workspace_id = $1 and l.id % 50 = 7`,
    [workspaceId, versionId],
  );
  return { handed: made.rowCount ?? 0, versionId };
}
