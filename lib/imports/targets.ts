import type { ImportKind } from "./kinds.ts";

/** Ids under which a lead is looked up, strongest first. */
export const IDENTITY_TARGETS = ["user_id", "email", "anonymous_id"] as const;
export type IdentityTarget = (typeof IDENTITY_TARGETS)[number];

const FIXED = {
  leads: [...IDENTITY_TARGETS, "known_at", "stage"],
  events: [...IDENTITY_TARGETS, "event", "occurred_at", "message_id"],
  stages: [...IDENTITY_TARGETS, "stage", "at", "reason", "value"],
} as const satisfies Record<ImportKind, readonly string[]>;

/** Prefix of the free targets: a column becomes an attribute of the lead or a property of the event. */
const FREE = { leads: "attribute:", events: "property:", stages: null } as const satisfies Record<
  ImportKind,
  string | null
>;

const DATE_TARGETS: readonly string[] = ["known_at", "occurred_at", "at"];

export const IGNORE = "ignore";

/** Targets that exist once, without the free ones. */
export const fixedTargets = (kind: ImportKind): readonly string[] => FIXED[kind];

/** "attribute:" for leads, "property:" for events, null for stages. */
export const freePrefix = (kind: ImportKind): string | null => FREE[kind];

/** True for a target whose cells are instants whatever type the column is given. */
export const isDateTarget = (target: string): boolean => DATE_TARGETS.includes(target);

/** The key behind "attribute:KEY" or "property:KEY"; null for every other target. */
export function freeKey(target: string): string | null {
  const colon = target.indexOf(":");
  return colon === -1 ? null : target.slice(colon + 1);
}

/** True where a column of a file of this kind may go to `target`. */
export function isTarget(kind: ImportKind, target: string): boolean {
  if (target === IGNORE || fixedTargets(kind).includes(target)) return true;
  const prefix = FREE[kind];
  return prefix !== null && target.startsWith(prefix) && target.length > prefix.length;
}
