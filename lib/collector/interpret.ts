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

/**
 * When a message happened. A client's clock may be wrong, but the time between making and sending the message is not:
 * receivedAt − (sentAt − originalTimestamp), as Segment's specification corrects it.
 */
export function happenedAt(message: Message, batchSentAt: number, receivedAt: Date): Date {
  const original = Date.parse(message.originalTimestamp ?? message.timestamp ?? "");
  const sentAt = message.sentAt ? Date.parse(message.sentAt) : batchSentAt;
  if (Number.isNaN(original)) return receivedAt;
  if (Number.isNaN(sentAt)) return new Date(original);
  return new Date(receivedAt.getTime() - (sentAt - original));
}

const PAGE_FIELDS = ["path", "url", "title", "referrer", "search"] as const;

/** A page's properties, completed from the context where an SDK sends them only there. */
function pageProperties(message: Message): Record<string, unknown> {
  const page = (message.context?.page ?? {}) as Record<string, unknown>;
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

function attributesOf(message: Message): Record<string, unknown> {
  if (message.type === "identify") return message.traits ?? {};
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
  const at = happenedAt(message, batchSentAt, receivedAt);
  if (!(at.getTime() >= EARLIEST && at.getTime() < LATEST)) return { reason: "timestamp: out of range" };
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
      event: event && { ...event, occurredAt: at, messageId: message.messageId ?? randomUUID(), context },
      consents: consentsOf(message),
    },
  };
}
