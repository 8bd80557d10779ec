import { randomUUID } from "node:crypto";
import { inWorkspace } from "../../db/client.ts";
import { messageUuid } from "../../lib/events/coding.ts";
import { rescoreRange } from "../../lib/scores/rescore.ts";
import { basic } from "../contract.ts";
import { pause } from "./own.ts";

const CLIENTS = 4;
const LEADS = 40;
const RETRY_MS = 50;

export type Load = {
  /** Ids of events, good and bad, whose batch was answered 200. */
  accepted: Set<string>;
  /** Leads whose title was in a batch that was answered 200. */
  titled: Set<string>;
  /** Status of each answer that was no 200, and how often; 0: no answer. */
  refusals: Map<number, number>;
  /** Answers 503 that did not say when to come again. */
  withoutRetryAfter: number;
  /** Lets every client finish its batch. */
  stop(): Promise<void>;
};

/** Most can be taken; one of each batch cannot, and is to be kept all the same. */
function makeBatch(client: number, round: number): { type: string; userId: string; messageId: string }[] {
  const userId = (n: number) => `lead-${(client * 7 + round * 3 + n) % LEADS}`;
  const visit = (n: number) => ({
    type: "page",
    userId: userId(n),
    messageId: randomUUID(),
    properties: { path: n % 2 ? "/pricing" : "/blog" },
  });
  return [
    ...[0, 1, 2, 3, 4, 5].map(visit),
    { type: "identify", userId: userId(6), messageId: randomUUID(), traits: { title: "CEO" } },
    { type: "track", userId: userId(7), messageId: `bad-${randomUUID()}` },
  ].map((message) => ({ ...message, timestamp: new Date().toISOString() }));
}

/** Clients that send batch after batch, each again and again until it is answered 200, and keep a log of that. */
export function startLoad(url: string, writeKey: string): Load {
  let running = true;
  const load: Load = {
    accepted: new Set(),
    titled: new Set(),
    refusals: new Map(),
    withoutRetryAfter: 0,
    stop: async () => undefined,
  };
  const send = async (body: string): Promise<boolean> => {
    const init = { method: "POST", headers: basic(writeKey), body, signal: AbortSignal.timeout(20_000) };
    const answer = await fetch(`${url}/v1/batch`, init).catch(() => undefined);
    const taken = answer?.status === 200 && (await answer.text().catch(() => "")).includes('"success":true');
    if (taken) return true;
    const status = answer?.status ?? 0;
    load.refusals.set(status, (load.refusals.get(status) ?? 0) + 1);
    if (status === 503 && !answer?.headers.get("retry-after")) load.withoutRetryAfter += 1;
    return false;
  };
  const client = async (n: number) => {
    for (let round = 0; running; round++) {
      const batch = makeBatch(n, round);
      const body = JSON.stringify({ batch, sentAt: new Date().toISOString() });
      while (!(await send(body))) await pause(RETRY_MS);
      for (const { type, userId, messageId } of batch) {
        if (type === "identify") load.titled.add(userId);
        else load.accepted.add(messageId);
      }
    }
  };
  const clients = Promise.all(Array.from({ length: CLIENTS }, (_, n) => client(n)));
  load.stop = async () => {
    running = false;
    await clients;
  };
  return load;
}

const column = (workspaceId: number, sql: string): Promise<string[]> =>
  inWorkspace(workspaceId, async (tx) => {
    const found = await tx.$client.query<{ value: string }>(sql, [workspaceId]);
    return found.rows.map((row) => row.value).sort();
  });

/** Ids of the events that are stored or kept with a reason, one entry for each time. */
export async function kept(workspaceId: number): Promise<string[]> {
  const events = await column(
    workspaceId,
    "select message_id::text as value from events where workspace_id = $1",
  );
  const refused = await column(
    workspaceId,
    "select message_id::text as value from rejected_events where workspace_id = $1",
  );
  return [...events, ...refused].sort();
}

export const asKept = (accepted: Iterable<string>): string[] => [...accepted].map(messageUuid).sort();

export const titledLeads = (workspaceId: number): Promise<string[]> =>
  column(
    workspaceId,
    "select external_id as value from leads where workspace_id = $1 and attributes ->> 'title' = 'CEO'",
  );

const SCORES = `select row_to_json(s)::text as value from (
  select s.lead_id, s.sheet_id, s.total, s.dimensions, s.label, s.group_key, s.excluded, s.is_primary, l.primary_sheet_id
  from scores s join leads l on l.workspace_id = s.workspace_id and l.id = s.lead_id where s.workspace_id = $1) s`;

/** Stored scores, and what they are once all of them are thrown away and computed anew. */
export async function scoresAndAnew(workspaceId: number): Promise<{ stored: string[]; anew: string[] }> {
  const stored = await column(workspaceId, SCORES);
  const ids = (await column(workspaceId, "select id::text as value from leads where workspace_id = $1")).map(
    Number,
  );
  await inWorkspace(workspaceId, async (tx) => {
    await tx.$client.query("delete from scores where workspace_id = $1", [workspaceId]);
    await tx.$client.query("update leads set primary_sheet_id = null where workspace_id = $1", [workspaceId]);
  });
  await rescoreRange(workspaceId, { from: Math.min(...ids), to: Math.max(...ids) }, "event");
  return { stored, anew: await column(workspaceId, SCORES) };
}
