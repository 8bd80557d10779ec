import { inWorkspace, type Tx } from "#db/client.ts";
import { messageUuid } from "../events/coding.ts";
import { writeEvents } from "../events/write.ts";
import { databaseCode } from "../http/database-errors.ts";
import { againWhereMoved } from "../leads/moved.ts";
import { writeLeads } from "../leads/write.ts";
import { noteArrivals } from "../live/note-arrivals.ts";
import { type ConsentInput, recordConsents } from "../privacy/record-consents.ts";
import { rescoreLeads } from "../scores/rescore.ts";
import { type Source, stillHolds } from "../sources/find-source.ts";
import { markBursts } from "../traffic/mark-bursts.ts";
import { type Accepted, interpret } from "./interpret.ts";
import { payloadText } from "./payload.ts";

export type Collected = { accepted: number; rejected: number };
export type Rejected = { reason: string; payload: string; messageId: string | null };
export type Sifted = { accepted: Accepted[]; rejected: Rejected[] };

/** What can be taken of these messages, and what cannot, each with its reason. Pure but for ids of messages without one. */
export function sift(messages: unknown[], batchSentAt: number, receivedAt: Date): Sifted {
  const accepted: Accepted[] = [];
  const rejected: Rejected[] = [];
  for (const message of messages) {
    const outcome = interpret(message, batchSentAt, receivedAt);
    if ("accepted" in outcome) accepted.push(outcome.accepted);
    else rejected.push(toRejected(message, outcome.reason));
  }
  return { accepted, rejected };
}

const toRejected = (message: unknown, reason: string): Rejected => ({
  reason: reason.toWellFormed().replaceAll("\u0000", "\\u0000"),
  payload: payloadText(message),
  messageId: messageIdOf(message),
});

function messageIdOf(message: unknown): string | null {
  const id = (message as { messageId?: unknown } | null)?.messageId;
  return typeof id === "string" && id !== "" ? messageUuid(id) : null;
}

/** What is kept of a message that names a person who was erased. */
export const ERASED: Rejected = {
  reason: "the person was erased; nothing is kept of them",
  payload: "",
  messageId: null,
};

/** What messages say that their people allow and forbid, by the lead that each named. */
const toldConsents = (accepted: Accepted[], homes: (number | undefined)[]): ConsentInput[] =>
  accepted.flatMap(({ consents, lead }, n) =>
    consents.map(({ purpose, granted }) => ({
      leadId: homes[n] ?? 0,
      purpose,
      state: granted ? ("granted" as const) : ("denied" as const),
      at: new Date(Math.min(lead.knownAt.getTime(), Date.now())),
    })),
  );

/**
 * Stores messages that were taken, and re-scores the leads they concern, in the caller's transaction.
 * @returns how many of them name a person who was erased: nothing is stored of those.
 * @throws LeadsMoved where leads were joined or parted meanwhile (`againWhereMoved`).
 */
export async function store(
  tx: Tx,
  workspaceId: number,
  accepted: Accepted[],
  origin: { sourceId?: number; receivedAt: Date },
): Promise<number> {
  const written = await writeLeads(
    tx,
    workspaceId,
    accepted.map((a) => a.lead),
  );
  const homes = written.map(({ homeId }) => homeId);
  const events = accepted.flatMap((a, n) => {
    const leadId = homes[n];
    return a.event && leadId ? [{ ...a.event, leadId }] : [];
  });
  const fresh = await writeEvents(tx, workspaceId, events, origin);
  await markBursts(
    tx,
    workspaceId,
    fresh.flatMap((leadId, n) => {
      const event = events[n];
      return leadId !== null && event ? [{ leadId, at: event.occurredAt.getTime(), name: event.name }] : [];
    }),
  );
  const by = { origin: "collector" as const, sourceId: origin.sourceId };
  const touched = [
    ...(await recordConsents(tx, workspaceId, toldConsents(accepted, homes), by)),
    ...written.flatMap((w) => (w.outcome === "created" || w.outcome === "updated" ? [w.leadId] : [])),
    ...fresh.filter((leadId) => leadId !== null),
  ];
  await rescoreLeads(tx, workspaceId, { ids: touched }, new Date(), "event");
  return written.filter((w) => w.outcome === "suppressed").length;
}

/**
 * What the database has against a value (SQLSTATE classes 22 and 54: what cannot be represented, what is beyond its
 * limits), or null where an error is not about values. `interpret` should know first; this is the net below it.
 */
export function dataProblem(error: unknown): string | null {
  const code = databaseCode(error);
  return code?.startsWith("22") || code?.startsWith("54") ? `cannot be stored (${code})` : null;
}

type Batch = { source: Source; sentAt: number; receivedAt: Date };

/**
 * Stores a batch of messages and re-scores the leads they concern, in one transaction: when this resolves all of it is
 * committed. A message that cannot be taken is kept with its reason and the others count.
 * @throws AppError `unauthenticated` where the source has another key by now.
 */
export async function collect(
  source: Source,
  messages: unknown[],
  batchSentAt: number,
  receivedAt: Date,
): Promise<Collected> {
  const collected = await collectPart({ source, sentAt: batchSentAt, receivedAt }, messages);
  noteArrivals(source.workspaceId);
  return collected;
}

/** Where the database refuses a value, the halves are stored by themselves, down to the message that has it. */
async function collectPart(batch: Batch, messages: unknown[]): Promise<Collected> {
  const sifted = sift(messages, batch.sentAt, batch.receivedAt);
  try {
    return await write(batch, sifted);
  } catch (error) {
    const reason = dataProblem(error);
    if (reason === null) throw error;
    const [message] = messages;
    if (messages.length === 1) return write(batch, { accepted: [], rejected: [toRejected(message, reason)] });
    const middle = messages.length >> 1;
    const first = await collectPart(batch, messages.slice(0, middle));
    const second = await collectPart(batch, messages.slice(middle));
    return {
      accepted: first.accepted + second.accepted,
      rejected: first.rejected + second.rejected,
    };
  }
}

async function write(
  { source, sentAt, receivedAt }: Batch,
  { accepted, rejected }: Sifted,
): Promise<Collected> {
  const { workspaceId, sourceId } = source;
  const erased = await againWhereMoved(() =>
    inWorkspace(
      workspaceId,
      async (tx) => {
        const gone = await store(tx, workspaceId, accepted, { sourceId, receivedAt });
        const refused = [...rejected, ...Array.from({ length: gone }, () => ERASED)];
        await keepRejected(tx, { source, sentAt, receivedAt }, refused);
        return gone;
      },
      { requires: stillHolds(source) },
    ),
  );
  return { accepted: accepted.length - erased, rejected: rejected.length + erased };
}

/** One that was kept before, because its answer got lost, is kept once. */
async function keepRejected(
  tx: Tx,
  { source, sentAt, receivedAt }: Batch,
  rejected: Rejected[],
): Promise<void> {
  if (rejected.length === 0) return;
  await tx.$client.query(
    `insert into rejected_events (workspace_id, source_id, received_at, sent_at, reason, payload, message_id)
     select $1, $2, $3, $4, r.* from unnest($5::text[], $6::text[], $7::uuid[]) as r on conflict do nothing`,
    [
      source.workspaceId,
      source.sourceId,
      receivedAt,
      Number.isNaN(sentAt) ? null : new Date(sentAt),
      rejected.map((r) => r.reason),
      rejected.map((r) => r.payload),
      rejected.map((r) => r.messageId),
    ],
  );
}
