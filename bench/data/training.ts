import type pg from "pg";
import { createWorkspace, unique } from "#db/testing/factories.ts";

/** Attributes and event names of each lead; each name is counted in two windows, so that models read 100 features. */
const ATTRIBUTES = 60;
const NAMES = 20;
const EVENTS_A_LEAD = 6;
export const FEATURES = ATTRIBUTES + 2 * NAMES;

/** A fixed pseudo-random number in 0 … 1 for a lead and a place. */
const chance = (place: string) => `((hashint8(l.id * 1009 + ${place}) & 65535) / 65536.0)`;

/**
 * A workspace of leads that came over a year and are old enough to be judged, and a model of them all: 60 attributes, half of
 * them numbers, and 20 sorts of events. One lead in six became an opportunity; three attributes and one event drive that.
 */
export async function createTrainingData(
  owner: pg.Client,
  leads: number,
): Promise<{ workspaceId: number; modelId: number }> {
  const workspaceId = await createWorkspace("Bench of training");
  const values = [workspaceId, leads];
  await owner.query(
    `insert into leads (workspace_id, created_at)
     select $1, now() - interval '500 days' + n * interval '300 days' / $2::int from generate_series(1, $2::int) n`,
    values,
  );
  await owner.query(
    `insert into lead_attributes (workspace_id, lead_id, key, value, known_at)
     select $1, l.id, 'a' || k, case when k % 2 = 0 then to_jsonb(round((${chance("k")} * 1000)::numeric, 1))
       else to_jsonb('v' || floor(${chance("k")} * 5)::int) end, l.created_at
     from leads l, generate_series(1, ${ATTRIBUTES}) k where l.workspace_id = $1`,
    [workspaceId],
  );
  await owner.query(
    `insert into activities (workspace_id, name, properties, hash, events)
     select $1, 'did_' || n, '{}', md5('did_' || n)::uuid, 1000 - n from generate_series(1, ${NAMES}) n`,
    [workspaceId],
  );
  await owner.query(
    `insert into events (workspace_id, lead_id, occurred_at, activity_id, message_id)
     select $1, l.id, l.created_at + ${chance("900 + e")} * interval '13 days', a.first + floor(${chance("700 + e")} * ${NAMES})::int,
       md5(l.id || '.' || e)::uuid
     from leads l, generate_series(1, ${EVENTS_A_LEAD}) e,
       (select min(id) as first from activities where workspace_id = $1) a where l.workspace_id = $1`,
    [workspaceId],
  );
  await owner.query(
    `insert into stage_history (workspace_id, lead_id, stage, at, origin)
     select $1, l.id, 'opportunity', l.created_at + interval '40 days', 'bench' from leads l
     where l.workspace_id = $1 and ${chance("5000")} < 1 / (1 + exp(2.6 - 1.6 * ${chance("2")} - 1.2 * ${chance("4")}
       + case when ${chance("1")} < 0.4 then 1.2 else 0 end))`,
    [workspaceId],
  );
  const key = unique("model");
  const segment = await owner.query<{ id: string }>(
    `insert into segments (workspace_id, key, name, condition, position) values ($1, $2, $2, '{"all":[]}', 0) returning id`,
    [workspaceId, key],
  );
  const model = await owner.query<{ id: string }>(
    `insert into models (workspace_id, key, name, segment_id, outcome, age_days, horizon_days, overrules)
     values ($1, $2, $2, $3, 'opportunity', 14, 90, '[]') returning id`,
    [workspaceId, key, segment.rows[0]?.id],
  );
  await owner.query("analyze leads, lead_attributes, events, stage_history");
  return { workspaceId, modelId: Number(model.rows[0]?.id) };
}
