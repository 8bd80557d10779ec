import type { Adjustment } from "./adjustment.ts";
import type { Activity } from "./bind.ts";
import type { Fields } from "./field.ts";

export type AttributeChange = { key: string; value: unknown; knownAt: number };

export type HistoryEvent = {
  messageId: string;
  name?: string;
  activityId: number;
  at: number;
  rest?: Fields | null;
};

/** All that is known of one lead; instants in milliseconds, lists in any order. */
export type History = {
  attributeHistory: readonly AttributeChange[];
  events: readonly HistoryEvent[];
  adjustments?: readonly Adjustment[];
};

/**
 * A lead's attributes as known at an instant: per key the last value with `knownAt <= asOfMs`, of
 * equally old ones the one listed last.
 */
export function attributesAt(history: Pick<History, "attributeHistory">, asOfMs: number): Fields {
  const knownAt = new Map<string, number>();
  const attributes: Record<string, unknown> = Object.create(null);
  for (const change of history.attributeHistory) {
    if (change.knownAt > asOfMs || change.knownAt < (knownAt.get(change.key) ?? Number.NEGATIVE_INFINITY))
      continue;
    knownAt.set(change.key, change.knownAt);
    attributes[change.key] = change.value;
  }
  return attributes;
}

/** Each message once (its earliest copy), newest first. */
export function orderEvents(events: readonly HistoryEvent[]): HistoryEvent[] {
  const once = new Map<string, HistoryEvent>();
  for (const event of events) {
    const known = once.get(event.messageId);
    const wins =
      !known || event.at < known.at || (event.at === known.at && event.activityId < known.activityId);
    if (wins) once.set(event.messageId, event);
  }
  return [...once.values()].sort((a, b) => b.at - a.at);
}

export type PlainEvent = {
  messageId: string;
  name: string;
  at: number;
  properties?: Fields;
  context?: Fields;
};

/** Turns plain events into activities that carry everything, for previews and tests. */
export function eventsToActivities(plain: readonly PlainEvent[]): {
  activities: Activity[];
  events: HistoryEvent[];
} {
  const known = new Map<string, Activity>();
  const events = plain.map(({ messageId, name, at, properties = {}, context }) => {
    const fields = context === undefined ? properties : { ...properties, context };
    const key = JSON.stringify([name, fields]);
    const activity = known.get(key) ?? {
      id: known.size + 1,
      name,
      properties: fields,
      mayHaveRest: new Set<string>(),
    };
    known.set(key, activity);
    return { messageId, name, activityId: activity.id, at, rest: null };
  });
  return { activities: [...known.values()], events };
}
