import { inWorkspace } from "#db/client.ts";
import { rejectedEvents } from "#db/schema/index.ts";
import { writeEvents } from "../events/write.ts";
import { againWhereMoved } from "../leads/moved.ts";
import { writeLeads } from "../leads/write.ts";
import { type ConsentInput, recordConsents } from "../privacy/record-consents.ts";
import { rescoreLeads } from "../scores/rescore.ts";
import type { SourceIdentity } from "../sources/find-source.ts";
import { type Accepted, interpret } from "./interpret.ts";

export type Collected = { accepted: number; rejected: number };

/** What is kept of a message that names a person who was erased. */
const ERASED = { reason: "the person was erased; nothing is kept of them", payload: "" };

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
  const { erased } = await againWhereMoved(() =>
    inWorkspace(workspaceId, async (tx) => {
      const written = await writeLeads(
        tx,
        workspaceId,
        accepted.map((a) => a.lead),
      );
      const events = accepted.flatMap((a, n) =>
        a.event && written[n]?.homeId ? [{ ...a.event, leadId: written[n].homeId }] : [],
      );
      const fresh = await writeEvents(tx, workspaceId, events, { sourceId });
      const now = Date.now();
      const told = accepted.flatMap(({ consents, lead }, n) =>
        consents.map(
          ({ purpose, granted }): ConsentInput => ({
            leadId: written[n]?.homeId ?? 0,
            purpose,
            state: granted ? "granted" : "denied",
            at: new Date(Math.min(lead.knownAt.getTime(), now)),
          }),
        ),
      );
      const touched = [
        ...(await recordConsents(tx, workspaceId, told, { origin: "collector", sourceId })),
        ...written.flatMap((w) => (w.outcome === "created" || w.outcome === "updated" ? [w.leadId] : [])),
        ...fresh.filter((leadId) => leadId !== null),
      ];
      await rescoreLeads(tx, workspaceId, { ids: touched }, new Date(), "event");
      const erased = written.filter((w) => w.outcome === "suppressed").map(() => ERASED);
      const refused = [...rejected, ...erased];
      if (refused.length > 0) {
        await tx.insert(rejectedEvents).values(refused.map((r) => ({ workspaceId, sourceId, ...r })));
      }
      return { erased: erased.length };
    }),
  );
  return { accepted: accepted.length - erased, rejected: rejected.length + erased };
}
