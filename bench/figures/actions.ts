import { randomUUID } from "node:crypto";
import { inWorkspace } from "#db/client.ts";
import { createWorkspace } from "#db/testing/factories.ts";
import { runDue } from "#lib/actions/run-due.ts";
import { sheetByPoints, tell } from "#lib/actions/testing.ts";
import { stopBoss } from "#lib/jobs/boss.ts";
import { QUEUES } from "#lib/jobs/queues.ts";
import { createActiveSheet, type TestSheet } from "#lib/scores/testing.ts";
import type { GroupAction } from "#lib/scoring/group-actions.ts";
import { alternate, seconds } from "../alternate.ts";
import type { Figure } from "../report.ts";

const MOST_LEADS = 1_000;
const AT_ONCE = 500;
const WORKERS = QUEUES["actions.run"].concurrency;

const on = (moved: "enter" | "leave", stage: "mql" | "recycled", tier: string): GroupAction[] => [
  { key: `stage-${moved}`, on: moved, kind: "set_stage", stage },
  { key: `tier-${moved}`, on: moved, kind: "set_attribute", attribute: "tier", value: tier },
];

/** What a run costs at the least: its row written, and in a transaction of its own a lead and that row updated. */
async function performBare(workspaceId: number, sheet: TestSheet, leadIds: number[]): Promise<void> {
  const made = await inWorkspace(workspaceId, (tx) =>
    tx.$client.query<{ id: string; lead_id: string }>(
      `insert into action_runs (workspace_id, transition_id, lead_id, sheet_id, version_id, group_key, action_key, kind,
         moved, at, total)
       select $1, t.id, t.lead_id, $2, $3, 'hot', 'a', 'set_stage', 'enter', now(), 1
       from unnest($4::uuid[], $5::bigint[]) as t (id, lead_id) returning id, lead_id`,
      [workspaceId, sheet.sheetId, sheet.versionId, leadIds.map(() => randomUUID()), leadIds],
    ),
  );
  const work = async (part: number) => {
    for (const [n, { id, lead_id }] of made.rows.entries()) {
      if (n % WORKERS !== part) continue;
      await inWorkspace(workspaceId, async (tx) => {
        await tx.$client.query("update leads set stage_at = now() where workspace_id = $1 and id = $2", [
          workspaceId,
          lead_id,
        ]);
        await tx.$client.query(
          "update action_runs set state = 'done', ended_at = now() where workspace_id = $1 and id = $2",
          [workspaceId, id],
        );
      });
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, (_, part) => work(part)));
}

/**
 * Runs of actions per second, from leads whose attribute changes their group until each has its stage and its attribute
 * set, as a worker performs them; against bare inserts and updates of as many runs.
 */
export async function benchActions(leads: number, rounds: number): Promise<Figure> {
  const workspaceId = await createWorkspace("Bench of actions");
  const actions = [...on("enter", "mql", "gold"), ...on("leave", "recycled", "silver")];
  const sheet = await createActiveSheet(workspaceId, { content: sheetByPoints({ actions }) });
  const count = Math.max(50, Math.min(MOST_LEADS, Math.floor(leads / 20)));
  let points = 0;
  const ids: number[] = [];
  const move = async () => {
    points = points === 0 ? 20 : 0;
    for (let from = 0; from < count; from += AT_ONCE)
      ids.push(
        ...(await tell(
          workspaceId,
          Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, n) => ({
            externalId: `lead-${from + n}`,
            attributes: { points },
          })),
        )),
      );
  };
  const moveAndRun = async () => {
    await move();
    const done = await Promise.all(Array.from({ length: WORKERS }, () => runDue(workspaceId)));
    return done.reduce((a, b) => a + b, 0);
  };
  await moveAndRun(); // makes the leads
  const leadIds = [...ids.slice(0, count), ...ids.slice(0, count)];
  const floor = async () => leadIds.length / (await seconds(() => performBare(workspaceId, sheet, leadIds)));
  const figure = async () => {
    let runs = 0;
    const took = await seconds(async () => {
      runs = await moveAndRun();
    });
    return runs / took;
  };
  try {
    return {
      name: "actions",
      ...(await alternate(rounds, floor, figure)),
      unit: "runs/s",
      target: null,
      note: `${count} leads change group, two actions each, ${WORKERS} at once; floor: bare inserts and updates`,
    };
  } finally {
    await stopBoss();
  }
}
