import { inWorkspace } from "#db/client.ts";
import { createMember } from "#db/testing/factories.ts";
import { createSource } from "#lib/sources/create-source.ts";
import { alternate, seconds } from "../alternate.ts";
import { ACTIVITIES, NAME_TABLE } from "../data/activities.ts";
import { Random } from "../data/random.ts";
import type { BenchWorkspace } from "../data/workspaces.ts";
import type { Figure } from "../report.ts";
import { CONNECTIONS, inParallel, poster, startServer } from "../server.ts";

const BATCH = 100;

export type Happening = { lead: number; activity: number; messageId: string };

/** Batches of events of leads and activities that exist. */
export function makeBatches(random: Random, leads: number, batches: number, size = BATCH): Happening[][] {
  return Array.from({ length: batches }, () =>
    Array.from({ length: size }, () => {
      const { first, count } = random.pick(NAME_TABLE);
      return {
        lead: random.below(leads),
        activity: first + random.skewed(count, 2.5),
        messageId: random.uuid(),
      };
    }),
  );
}

export function toBody(batch: Happening[], at: string): string {
  return JSON.stringify({
    sentAt: at,
    batch: batch.map(({ lead, activity, messageId }) => ({
      type: "track",
      messageId,
      userId: `user-${lead}`,
      event: ACTIVITIES[activity]?.name,
      properties: ACTIVITIES[activity]?.properties,
      timestamp: at,
    })),
  });
}

/** What an insert of events costs by itself: one statement and one transaction a batch, keys and indexes included. */
async function insertBare(
  { workspaceId, firstLead }: BenchWorkspace,
  batch: Happening[],
  ids: number[],
): Promise<void> {
  await inWorkspace(workspaceId, (tx) =>
    tx.$client.query(
      `insert into events (workspace_id, lead_id, occurred_at, activity_id, message_id)
       select $1, e.* from unnest($2::bigint[], $3::timestamptz[], $4::integer[], $5::uuid[]) as e`,
      [
        workspaceId,
        batch.map((e) => firstLead + e.lead),
        batch.map(() => new Date()),
        batch.map((e) => ids[e.activity]),
        batch.map((e) => e.messageId),
      ],
    ),
  );
}

async function idsOfActivities(workspaceId: number): Promise<number[]> {
  const found = await inWorkspace(workspaceId, (tx) =>
    tx.$client.query<{ id: number; hash: string }>(
      "select id, hash from activities where workspace_id = $1",
      [workspaceId],
    ),
  );
  const ids = new Map(found.rows.map((row) => [row.hash, row.id]));
  return ACTIVITIES.map((activity) => ids.get(activity.hash) ?? 0);
}

/**
 * Events per second through POST /v1/batch of the built app, in batches of 100 and one by one, each against bare inserts
 * of as many rows with as many connections.
 */
export async function benchCollect(large: BenchWorkspace, rounds: number): Promise<Figure[]> {
  const { ctx } = await createMember(large.workspaceId, "admin");
  const { write_key } = await createSource(ctx, { name: "Bench" });
  const ids = await idsOfActivities(large.workspaceId);
  const random = new Random(4);
  const server = await startServer();
  const post = poster(server.url, write_key);
  const measure = (batches: number, size: number) => {
    const events = batches * size;
    const make = () => makeBatches(random, large.leads, batches, size);
    const figure = async () => {
      const at = new Date().toISOString();
      const bodies = make().map((batch) => toBody(batch, at));
      return events / (await seconds(() => inParallel(bodies, post)));
    };
    const floor = async () => {
      const made = make();
      return events / (await seconds(() => inParallel(made, (batch) => insertBare(large, batch, ids))));
    };
    return alternate(rounds, floor, figure);
  };
  try {
    const warmUp = makeBatches(random, large.leads, CONNECTIONS);
    await inParallel(
      warmUp.map((batch) => toBody(batch, new Date().toISOString())),
      post,
    );
    const batches = Math.max(CONNECTIONS, Math.min(200, Math.floor(large.leads / 250)));
    const over = `over ${CONNECTIONS} connections, scored before the answer`;
    return [
      {
        name: "collect",
        ...(await measure(batches, BATCH)),
        unit: "events/s",
        target: { of: "ratio", least: 0.5, most: null },
        note: `batches of ${BATCH} ${over}`,
      },
      {
        name: "collect_single",
        ...(await measure(batches * 4, 1)),
        unit: "events/s",
        target: null,
        note: `one by one ${over}`,
      },
    ];
  } finally {
    await server.stop();
  }
}
