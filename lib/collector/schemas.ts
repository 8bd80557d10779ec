import { z } from "zod";

/** Calls of the Segment HTTP Tracking API; see its public specification for the fields. */
export const CALLS = ["identify", "track", "page", "screen", "group", "alias"] as const;
export type Call = (typeof CALLS)[number];

/** RudderStack's browser SDK sends "" for who is not known yet. */
const id = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().trim().max(500))
  .transform((text) => text || null);
const fields = z.record(z.string(), z.unknown());
const instant = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);

/** One message. Unknown members are left alone: SDKs send many. */
export const messageSchema = z
  .object({
    type: z.enum(CALLS),
    messageId: z.string().max(500).nullish(),
    userId: id.nullish(),
    anonymousId: id.nullish(),
    previousId: id.nullish(),
    groupId: id.nullish(),
    event: z.string().trim().min(1).max(200).nullish(),
    name: z.string().max(500).nullish(),
    properties: fields.nullish(),
    traits: fields.nullish(),
    context: fields.nullish(),
    timestamp: instant.nullish(),
    originalTimestamp: instant.nullish(),
    sentAt: instant.nullish(),
  })
  .superRefine((message, issues) => {
    const problem = (path: string, text: string) =>
      issues.addIssue({ code: "custom", path: [path], message: text });
    if (!message.userId && !message.anonymousId && !traitsEmail(message))
      problem("userId", "userId or anonymousId is required");
    if (message.type === "track" && !message.event) problem("event", "event is required");
    if (message.type === "alias" && (!message.previousId || !message.userId))
      problem("previousId", "previousId and userId are required");
    if (message.type === "group" && !message.groupId) problem("groupId", "groupId is required");
  });

export type Message = z.infer<typeof messageSchema>;

/** The body of /v1/batch. Members are checked one by one, so that a bad one does not cost the others. */
export const batchSchema = z.object({
  batch: z.array(z.unknown()).max(2_500, "a batch may have at most 2500 messages"),
  sentAt: z.unknown().optional(),
  context: z.unknown().optional(),
  writeKey: z.string().nullish(),
});

/** The e-mail address that a message names: its trait, or its context's. */
export function traitsEmail(message: { traits?: unknown; context?: unknown }): string | null {
  const inContext = (message.context as { traits?: unknown } | null | undefined)?.traits;
  for (const traits of [message.traits, inContext]) {
    const email = (traits as { email?: unknown } | null | undefined)?.email;
    if (typeof email === "string" && /^[^\s@]+@[^\s@]+$/.test(email.trim()) && email.length <= 320)
      return email.trim();
  }
  return null;
}
