import { randomUUID } from "node:crypto";
import type { Tx } from "#db/client.ts";
import { SEED_SHEETS } from "#db/seed/sheets.ts";
import { DAY, type SeedLead } from "#db/seed/types.ts";
import { actionsOn } from "../actions/actions-on.ts";
import { type DemoWorkspace, idOf, versionKey } from "./internal.ts";

const SHOWN_DAYS = 30;
/** A worker takes a moment. */
const DONE_AFTER_MS = 1_000;

/** What actions did in the last weeks, by the same transitions as the rest; nobody has connected a CRM. */
export async function writeRuns(
  tx: Tx,
  { workspaceId, versions }: DemoWorkspace,
  leads: readonly SeedLead[],
  ids: ReadonlyMap<number, number>,
  now: number,
): Promise<void> {
  const contents = new Map(
    SEED_SHEETS.flatMap(({ key, versions: all }) =>
      all.map(({ number, content }) => [versionKey(key, number), content] as const),
    ),
  );
  const rows = leads
    .flatMap((lead) =>
      lead.moves
        .filter(({ at }) => at > now - SHOWN_DAYS * DAY)
        .flatMap(({ at, sheet, version, from, to, total }) => {
          const key = versionKey(sheet, version);
          const content = idOf(contents, key);
          const head = {
            at,
            total,
            transition: randomUUID(),
            leadId: idOf(ids, lead.n),
            ...idOf(versions, key),
          };
          const runs = (moved: "enter" | "leave", group: string | null) =>
            actionsOn(content, group, moved).map((action) => ({ ...head, moved, group, action }));
          return [...runs("leave", from), ...runs("enter", to)];
        }),
    )
    .sort((a, b) => a.at - b.at);
  await tx.$client.query(
    `insert into action_runs (workspace_id, transition_id, lead_id, sheet_id, version_id, group_key, action_key, kind,
       moved, total, at, state, skipped, attempts, ended_at, created_at)
     select $1, r.transition_id, r.lead_id, r.sheet_id, r.version_id, r.group_key, r.action_key, r.kind, r.moved, r.total,
       r.at, case when r.kind = 'crm' then 'skipped' else 'done' end, case when r.kind = 'crm' then 'no_connection' end,
       1, r.at + make_interval(secs => $12::float8 / 1000), r.at
     from unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::text[],
       $10::float8[], $11::timestamptz[]) as r (transition_id, lead_id, sheet_id, version_id, group_key, action_key, kind,
       moved, total, at)`,
    [
      workspaceId,
      rows.map((r) => r.transition),
      rows.map((r) => r.leadId),
      rows.map((r) => r.sheetId),
      rows.map((r) => r.versionId),
      rows.map((r) => r.group),
      rows.map((r) => r.action.key),
      rows.map((r) => r.action.kind),
      rows.map((r) => r.moved),
      rows.map((r) => r.total),
      rows.map((r) => new Date(r.at)),
      DONE_AFTER_MS,
    ],
  );
}
