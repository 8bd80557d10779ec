import { inWorkspace, type Tx } from "#db/client.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { againWhereMoved } from "../leads/moved.ts";
import { bigints } from "../sql-arrays.ts";
import { dataProblem, ERASED, sift, store } from "./collect.ts";
import type { Replayed, ReplayRejected } from "./rejected-schemas.ts";

const PAGE = 200;
/** What `all` visits in one call at most. */
const MOST = 2_000;

type Row = { id: number; sourceId: number | null; receivedAt: Date; sentAt: Date | null; payload: string };
type Fixes = ReadonlyMap<number, Record<string, unknown> | undefined>;

/**
 * Takes refused messages again, each as of when it came: its id, its times and its source stay. One that is taken
 * leaves the list in the transaction that stores it, so that it counts once; one that is not stays with its new reason.
 */
export async function replayRejectedEvents(ctx: Context, input: ReplayRejected): Promise<Replayed> {
  authorize(ctx, "events:replay");
  const fixes: Fixes = new Map((input.items ?? []).map((item) => [item.id, item.message]));
  const total = { accepted: 0, refused: 0 };
  let visited = 0;
  let after = input.after ?? 0;
  let page: number[];
  do {
    page = input.items ? [...fixes.keys()] : await idsAfter(ctx.workspaceId, after);
    for (const id of page) {
      const outcome = await replayOne(ctx.workspaceId, id, fixes.get(id));
      if (outcome) total[outcome] += 1;
    }
    visited += page.length;
    after = page.at(-1) ?? after;
  } while (!input.items && page.length === PAGE && visited < MOST);
  await inWorkspace(ctx.workspaceId, (tx) =>
    audit(tx, ctx, "events.replay", "rejected", { ...total, which: input.all ? "all" : [...fixes.keys()] }),
  );
  return { ...total, next: input.items || page.length < PAGE ? null : after };
}

async function idsAfter(workspaceId: number, after: number): Promise<number[]> {
  const found = await inWorkspace(workspaceId, (tx) =>
    tx.$client.query<{ id: string }>(
      "select id from rejected_events where workspace_id = $1 and id > $2 order by id limit $3",
      [workspaceId, after, PAGE],
    ),
  );
  return found.rows.map((row) => Number(row.id));
}

/** Null where it is not (or no longer) among the refused. */
async function replayOne(
  workspaceId: number,
  id: number,
  fix: Record<string, unknown> | undefined,
): Promise<"accepted" | "refused" | null> {
  try {
    const replay = async (tx: Tx) => {
      const row = await lockRow(tx, workspaceId, id);
      if (!row) return null;
      const [message, receivedAt] = [messageOf(row.payload, fix), row.receivedAt];
      const { accepted, rejected } = sift([message], row.sentAt?.getTime() ?? Number.NaN, receivedAt);
      const [still] = rejected;
      if (still) return await refuseAgain(tx, workspaceId, id, still.reason);
      const origin = { sourceId: row.sourceId ?? undefined, receivedAt };
      if ((await store(tx, workspaceId, accepted, origin)) > 0)
        return await forgetPayload(tx, workspaceId, id);
      await tx.$client.query("delete from rejected_events where workspace_id = $1 and id = $2", [
        workspaceId,
        id,
      ]);
      return "accepted" as const;
    };
    return await againWhereMoved(() => inWorkspace(workspaceId, replay));
  } catch (error) {
    const reason = dataProblem(error);
    if (reason === null) throw error;
    return inWorkspace(workspaceId, (tx) => refuseAgain(tx, workspaceId, id, reason));
  }
}

async function lockRow(tx: Tx, workspaceId: number, id: number): Promise<Row | undefined> {
  const found = await tx.$client.query<Row>(
    `select id::int, source_id::int as "sourceId", received_at as "receivedAt", sent_at as "sentAt", payload
     from rejected_events where workspace_id = $1 and id = any($2::bigint[]) for update`,
    [workspaceId, bigints([id])],
  );
  return found.rows[0];
}

/** The message to take; one put right keeps the id of the one that came, so that both count once. */
function messageOf(payload: string, fix: Record<string, unknown> | undefined): unknown {
  const came = parsed(payload);
  const id = (came as { messageId?: unknown } | null)?.messageId;
  if (fix === undefined) return came;
  return typeof id === "string" && id !== "" ? { ...fix, messageId: id } : fix;
}

function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return payload; // no object, and so refused again
  }
}

async function refuseAgain(tx: Tx, workspaceId: number, id: number, reason: string): Promise<"refused"> {
  await tx.$client.query("update rejected_events set reason = $3 where workspace_id = $1 and id = $2", [
    workspaceId,
    id,
    reason,
  ]);
  return "refused";
}

/** A message of somebody who was erased meanwhile: that it came is kept, what it said is not. */
async function forgetPayload(tx: Tx, workspaceId: number, id: number): Promise<"refused"> {
  await tx.$client.query(
    "update rejected_events set reason = $3, payload = '', message_id = null where workspace_id = $1 and id = $2",
    [workspaceId, id, ERASED.reason],
  );
  return "refused";
}
