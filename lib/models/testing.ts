import { inWorkspace } from "#db/client.ts";
import { models } from "#db/schema/index.ts";
import { createWorkspace, only, unique } from "#db/testing/factories.ts";
import { writeEvents } from "../events/write.ts";
import { writeLeads } from "../leads/write.ts";
import { createActiveSheet, type TestSheet } from "../scores/testing.ts";
import { DAY_MS } from "../scoring/values.ts";
import { bigints } from "../sql-arrays.ts";

/** The instant as of which the tests train: everything made here came before it. */
export const NOW = Date.UTC(2026, 9, 1);
const SPAN_DAYS = 300;

/** A fixed stream of numbers in 0 … 1. */
export function stream(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export type World = {
  workspaceId: number;
  sheet: TestSheet;
  modelId: number;
  key: string;
  ids: number[];
  came: number[];
};

/**
 * A workspace with `n` leads that came over 300 days, and a model on all of them. Industry and early visits to /pricing drive
 * who becomes an opportunity within weeks, unless `noise`; a phone number is only asked for once they are one.
 */
export async function createWorld(
  n: number,
  options: { noise?: boolean; seed?: number; workspaceId?: number } = {},
): Promise<World> {
  const workspaceId = options.workspaceId ?? (await createWorkspace());
  const sheet = await createActiveSheet(workspaceId);
  const random = stream(options.seed ?? 7);
  const people = Array.from({ length: n }, (_, i) => {
    const industry = ["Software", "Retail", "Public"][Math.floor(random() * 3)] ?? "Retail";
    const visits = Math.floor(random() * 4);
    const odds = options.noise ? 0 : (industry === "Software" ? 1.6 : -1.2) + visits * 0.9 - 1;
    const wins = random() < 1 / (1 + Math.exp(-odds));
    const came = NOW - 5 * DAY_MS - (SPAN_DAYS * DAY_MS * (n - i)) / n;
    return { industry, visits, wins, came, size: Math.floor(random() * 500) };
  });
  const ids = await inWorkspace(workspaceId, async (tx) => {
    const made = await writeLeads(
      tx,
      workspaceId,
      people.map(({ industry, size, came }) => ({
        externalId: unique("lead"),
        attributes: { industry, size },
        knownAt: new Date(came),
      })),
    );
    const found = made.map(({ leadId }) => leadId);
    const events = people.flatMap(({ visits, came }, i) =>
      Array.from({ length: visits }, (_, k) => ({
        leadId: found[i] ?? 0,
        name: "page_viewed",
        occurredAt: new Date(came + (k + 1) * DAY_MS),
        messageId: unique("message"),
        properties: { path: "/pricing" },
      })),
    );
    await writeEvents(tx, workspaceId, events, {});
    const winners = people.flatMap(({ wins, came }, i) =>
      wins ? [{ id: found[i] ?? 0, at: new Date(came + 30 * DAY_MS) }] : [],
    );
    await tx.$client.query(
      `insert into stage_history (workspace_id, lead_id, stage, at, origin)
       select $1, w.id, 'opportunity', w.at, 'api' from unnest($2::bigint[], $3::timestamptz[]) as w (id, at)
       where w.at <= $4`,
      [
        workspaceId,
        bigints(winners.map(({ id }) => id)),
        winners.map(({ at }) => at.toISOString()),
        new Date(NOW),
      ],
    );
    const later = winners.map(({ id, at }) => [id, new Date(at.getTime() + DAY_MS)] as const);
    await tx.$client.query(
      `insert into lead_attributes (workspace_id, lead_id, key, value, known_at, confirmed_at)
       select $1, w.id, 'contract_sent_to', '"office"', w.at, w.at
       from unnest($2::bigint[], $3::timestamptz[]) as w (id, at) where w.at <= $4`,
      [workspaceId, bigints(later.map(([id]) => id)), later.map(([, at]) => at.toISOString()), new Date(NOW)],
    );
    return found;
  });
  const key = unique("model");
  const model = await inWorkspace(workspaceId, async (tx) =>
    only(
      await tx
        .insert(models)
        .values({
          ...{ workspaceId, key, name: "Wins", segmentId: sheet.segmentId, outcome: "opportunity" },
          ...{ ageDays: 7, horizonDays: 60, retrainDays: 30, overrules: [] },
        })
        .returning({ id: models.id }),
    ),
  );
  return { workspaceId, sheet, modelId: model.id, key, ids, came: people.map(({ came }) => came) };
}
