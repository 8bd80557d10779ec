import { inWorkspace } from "#db/client.ts";
import { rejectedEvents } from "#db/schema/index.ts";
import { writeEvents } from "../events/write.ts";
import { writeLeads } from "../leads/write.ts";
import { noteArrivals } from "../live/note-arrivals.ts";
import { rescoreLeads } from "../scores/rescore.ts";
import type { SourceIdentity } from "../sources/find-source.ts";
import { type Accepted, interpret } from "./interpret.ts";

export type Collected = { accepted: number; rejected: number };

/** Text that any database takes, whatever was sent: NULs and half surrogates are shown as escapes. */
const safeText = (value: unknown) =>
  (JSON.stringify(value) ?? "null").toWellFormed().replaceAll("\u0000", "\\u0000").slice(0, 100_000);

/**
 * Stores a batch of messages and re-scores the leads they concern, in one transaction: when this resolves all of it is
 * committed. A message that cannot be taken is kept with its reason and the others count.
 */
export async function collect(
  source: SourceIdentity,
  messages: unknown[],
  batchSentAt: number,
  receivedAt: Date,
): Promise<Collected> {
  const { workspaceId, sourceId } = source;
  const accepted: Accepted[] = [];
  const rejected: { reason: string; payload: string }[] = [];
  for (const message of messages) {
    const outcome = interpret(message, batchSentAt, receivedAt);
    if ("accepted" in outcome) accepted.push(outcome.accepted);
    else
      rejected.push({
        reason: outcome.reason.toWellFormed().replaceAll("\u0000", "\\u0000"),
        payload: safeText(message),
      });
  }
  await inWorkspace(workspaceId, async (tx) => {
    const written = await writeLeads(
      tx,
      workspaceId,
      accepted.map((a) => a.lead),
    );
    const events = accepted.flatMap((a, n) =>
      a.event ? [{ ...a.event, leadId: written[n]?.leadId ?? 0 }] : [],
    );
    const fresh = await writeEvents(tx, workspaceId, events, { sourceId });
    const touched = [
      ...written.filter((w) => w.outcome !== "unchanged").map((w) => w.leadId),
      ...events.filter((_, n) => fresh[n]).map((e) => e.leadId),
    ];
    await rescoreLeads(tx, workspaceId, { ids: touched }, new Date(), "event");
    if (rejected.length > 0) {
      await tx.insert(rejectedEvents).values(rejected.map((r) => ({ workspaceId, sourceId, ...r })));
    }
  });
  noteArrivals(workspaceId);
  return { accepted: accepted.length, rejected: rejected.length };
}
