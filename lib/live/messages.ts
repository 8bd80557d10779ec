import { z } from "zod";
import type { Permission } from "../permissions.ts";

const sheet = z.string();
const member = z.number().int().nullable();

/** Somebody changed, signed, published or discarded a version of a sheet. `revision` null: the draft is gone. */
const sheetMessage = z.object({
  kind: z.literal("sheet"),
  sheet,
  revision: z.number().int().nullable(),
  member,
});

/** Leads changed their groups: which, or null where they are too many to name. */
const groupsMessage = z.object({ kind: z.literal("groups"), leads: z.array(z.number().int()).nullable() });

/** Hand-overs were made or decided: which, or null where they are too many to name. */
const queueMessage = z.object({ kind: z.literal("queue"), handovers: z.array(z.number().int()).nullable() });

/** More than these are not named one by one. */
export const MAX_NAMED = 200;
export const named = (ids: number[]): number[] | null => (ids.length > MAX_NAMED ? null : ids);
/** Sources have sent something; told at most once a second. */
const arrivalsMessage = z.object({ kind: z.literal("arrivals") });

/** What the database tells every process; tiny, because readers fetch what they are allowed to see. */
export const liveMessageSchema = z.discriminatedUnion("kind", [
  sheetMessage,
  groupsMessage,
  queueMessage,
  arrivalsMessage,
  z.object({
    kind: z.literal("presence"),
    sheet,
    member: z.number().int(),
    name: z.string(),
    rule: z.string().nullable(),
  }),
]);
export type LiveMessage = z.infer<typeof liveMessageSchema>;

export const personSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  /** Key of the rule that the person edits, null for just looking. */
  rule: z.string().nullable(),
});
export type Person = z.infer<typeof personSchema>;

/** What a member's stream carries. `sync`: something may have been missed; fetch anew what is on screen. */
export const streamMessageSchema = z.discriminatedUnion("kind", [
  sheetMessage,
  groupsMessage,
  queueMessage,
  arrivalsMessage,
  z.object({ kind: z.literal("presence"), sheet, people: z.array(personSchema) }),
  z.object({ kind: z.literal("sync") }),
  z.object({ kind: z.literal("beat") }),
]);
export type StreamMessage = z.infer<typeof streamMessageSchema>;

/** Who may hear of what. Null: every member. */
export const LISTENERS: Record<StreamMessage["kind"], Permission | null> = {
  sheet: "sheets:read",
  presence: "sheets:read",
  groups: "leads:read",
  queue: "queue:read",
  arrivals: "sources:read",
  sync: null,
  beat: null,
};
