import { createHash } from "node:crypto";
import canonicalize from "canonicalize";

/** Past this many distinct values for one event name a property stays on the event (see docs/architecture.md). */
export const MAX_VALUES = 1_000;
const MAX_TEXT = 200;

export type Coded = { properties: Record<string, string | boolean>; rest: Record<string, unknown> | null };

/** Whether a property may be part of an activity: texts and booleans, unless its values have proved too many. */
function isCountable(value: unknown, allowed: boolean): value is string | boolean {
  return allowed && (typeof value === "boolean" || (typeof value === "string" && value.length <= MAX_TEXT));
}

/**
 * Splits what an event carries into what is counted (its activity) and what stays with it.
 * Nulls are dropped: a null field and a missing one mean the same to every condition.
 */
export function code(
  properties: Record<string, unknown>,
  context: Record<string, unknown> | null | undefined,
  countable: (property: string) => boolean,
): Coded {
  const coded: Record<string, string | boolean> = {};
  const rest: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || key === "context") continue;
    if (isCountable(value, countable(key))) coded[key] = value;
    else rest[key] = value;
  }
  if (context && Object.keys(context).length > 0) rest.context = context;
  return { properties: coded, rest: Object.keys(rest).length > 0 ? rest : null };
}

function uuidFrom(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** Identity of an activity: 128 bits of the sha256 of its canonical JSON. */
export function activityHash(name: string, properties: Record<string, string | boolean>): string {
  return uuidFrom(canonicalize([name, properties]) ?? "");
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A message id as the database keeps it: itself where it is a lower-case UUID, else 128 bits of its sha256. */
export function messageUuid(messageId: string): string {
  return UUID.test(messageId) ? messageId : uuidFrom(`message:${messageId}`);
}
