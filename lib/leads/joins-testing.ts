import { randomUUID } from "node:crypto";
import { inWorkspace } from "#db/client.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { collect } from "../collector/collect.ts";
import type { Context } from "../context.ts";
import { createActiveSheet } from "../scores/testing.ts";
import { createSource } from "../sources/create-source.ts";
import { findSource } from "../sources/find-source.ts";

export type Site = {
  workspaceId: number;
  admin: Context;
  /** Collects messages in one batch, each at its `timestamp`. */
  send(...messages: Record<string, unknown>[]): Promise<{ accepted: number; rejected: number }>;
};

/** A workspace with a website that sends messages and an active sheet (see SMALL_SHEET). */
export async function createSite(): Promise<Site> {
  const workspaceId = await createWorkspace();
  const { ctx } = await createMember(workspaceId, "admin");
  await createActiveSheet(workspaceId);
  const source = await findSource((await createSource(ctx, { name: "Website" })).write_key);
  return {
    workspaceId,
    admin: ctx,
    send: (...messages) => collect(source, messages, Number.NaN, new Date()),
  };
}

type Ids = { userId?: string; anonymousId?: string };
const at = (minutesAgo: number) => new Date(Date.now() - minutesAgo * 60_000).toISOString();

export const visit = (ids: Ids, minutesAgo = 60, path = "/pricing") => ({
  type: "page",
  ...ids,
  properties: { path },
  messageId: randomUUID(),
  timestamp: at(minutesAgo),
});

export const identify = (ids: Ids, traits: Record<string, unknown> = {}, minutesAgo = 30) => ({
  type: "identify",
  ...ids,
  traits,
  messageId: randomUUID(),
  timestamp: at(minutesAgo),
});

/** What a lead is, without ids of rows: enough to tell whether two histories are the same. */
export type Snapshot = {
  identities: string[];
  attributes: Record<string, unknown>;
  facts: number;
  events: string[];
  stages: string[];
  stage: string;
  total: number | null;
  owner: string | null;
};

/** Every lead that is shown, in an order that does not hang on ids. */
export async function snapshot(workspaceId: number): Promise<Snapshot[]> {
  const { rows } = await inWorkspace(workspaceId, (tx) =>
    tx.$client.query<Snapshot>(
      `select l.attributes, l.stage, l.owner_id as owner,
         (select coalesce(json_agg(i.kind || ':' || i.value order by i.kind, i.value), '[]') from lead_identities i
          join leads m on m.workspace_id = $1 and m.id = i.lead_id
          where i.workspace_id = $1 and coalesce(m.joined_into, m.id) = l.id) as identities,
         (select count(*)::int from lead_attributes a where a.workspace_id = $1 and a.lead_id = l.id) as facts,
         (select coalesce(json_agg(e.message_id order by e.message_id), '[]') from events e
          where e.workspace_id = $1 and e.lead_id = l.id) as events,
         (select coalesce(json_agg(case when s.origin = 'handover' then s.stage else s.stage || s.at end order by s.stage, s.at), '[]') from stage_history s
          where s.workspace_id = $1 and s.lead_id = l.id) as stages,
         (select s.total from scores s where s.workspace_id = $1 and s.lead_id = l.id) as total
       from leads l where l.workspace_id = $1 and l.joined_into is null`,
      [workspaceId],
    ),
  );
  return rows.sort((a, b) => (JSON.stringify(a.identities) < JSON.stringify(b.identities) ? -1 : 1));
}
