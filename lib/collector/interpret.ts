import { randomUUID } from "node:crypto";
import type { EventInput } from "../events/write.ts";
import type { LeadInput } from "../leads/write.ts";
import { consentsOf, type ToldConsent } from "../privacy/purposes.ts";
import { unstorable } from "../storable.ts";
import { type Message, messageSchema, traitsEmail } from "./schemas.ts";

export type Accepted = {
  lead: LeadInput;
  event: Omit<EventInput, "leadId"> | null;
  /** What the message says that the person allows and forbids. */
  consents: ToldConsent[];
};
export type Interpreted = { accepted: Accepted } | { reason: string };

/** Earliest and latest instants that the database's dates and JavaScript's have in common, generously. */
const EARLIEST = Date.UTC(1970, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);
export const isStorableInstant = (ms: number) => ms >= EARLIEST && ms < LATEST;

/**
 * When a message happened. A client's clock may be wrong, but the time between making and sending the message is not:
 * receivedAt − (sentAt − originalTimestamp), as Segment's specification corrects it. `offset`: the correction in
 * milliseconds, null where there was none.
 */
export function happenedAt(
  message: Message,
  batchSentAt: number,
  receivedAt: Date,
): { at: Date; offset: number | null } {
  const original = Date.parse(message.originalTimestamp ?? message.timestamp ?? "");
  const sentAt = message.sentAt ? Date.parse(message.sentAt) : batchSentAt;
  if (Number.isNaN(original)) return { at: receivedAt, offset: null };
  if (Number.isNaN(sentAt)) return { at: new Date(original), offset: null };
  const offset = receivedAt.getTime() - sentAt;
  return { at: new Date(original + offset), offset };
}

const PAGE_FIELDS = ["path", "url", "title", "referrer", "search"] as const;

const fieldsOf = (value: unknown) =>
  value !== null && typeof value === "object" && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};

/** A page's properties, completed from the context where an SDK sends them only there. */
function pageProperties(message: Message): Record<string, unknown> {
  const page = fieldsOf(message.context?.page);
  const known = Object.fromEntries(
    PAGE_FIELDS.flatMap((field) => (field in page ? [[field, page[field]]] : [])),
  );
  return { ...known, ...(message.name ? { name: message.name } : {}), ...message.properties };
}

function eventOf(message: Message): { name: string; properties: Record<string, unknown> } | null {
  switch (message.type) {
    case "track":
      return { name: message.event ?? "", properties: message.properties ?? {} };
    case "page":
      return { name: "page_viewed", properties: pageProperties(message) };
    case "screen":
      return {
        name: "screen_viewed",
        properties: { ...(message.name ? { name: message.name } : {}), ...message.properties },
      };
    default:
      return null;
  }
}

/** RudderStack's browser SDK sends the traits of an identify in its context. */
function attributesOf(message: Message): Record<string, unknown> {
  if (message.type === "identify") return { ...fieldsOf(message.context?.traits), ...message.traits };
  if (message.type === "group") return { group: { ...message.traits, id: message.groupId } };
  return {};
}

/** Turns one raw message into what is stored, or says why it cannot be. Pure but for the id of a message without one. */
export function interpret(raw: unknown, batchSentAt: number, receivedAt: Date): Interpreted {
  const problem = unstorable(raw);
  if (problem) return { reason: problem };
  const parsed = messageSchema.safeParse(raw);
  if (!parsed.success) {
    return {
      reason: parsed.error.issues.map((i) => `${i.path.join(".") || "message"}: ${i.message}`).join("; "),
    };
  }
  const message = parsed.data;
  const { at, offset } = happenedAt(message, batchSentAt, receivedAt);
  if (!isStorableInstant(at.getTime())) return { reason: "timestamp: out of range" };
  const event = eventOf(message);
  const { traits: _, ...context } = message.context ?? {};
  return {
    accepted: {
      lead: {
        externalId: message.userId ?? null,
        email: traitsEmail(message),
        anonymousId: message.anonymousId ?? null,
        previousId: message.type === "alias" ? (message.previousId ?? null) : null,
        attributes: attributesOf(message),
        knownAt: at,
      },
      event: event && {
        ...event,
        occurredAt: at,
        clockOffsetMs: offset,
        messageId: message.messageId || randomUUID(),
        context,
      },
      consents: consentsOf(message),
    },
  };
}
