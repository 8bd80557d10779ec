import type { ConflictPolicy, CrmSettings } from "./states.ts";

type Mapped = CrmSettings["mapping"][number];
/** What both sides said when they were last compared; null: never. */
export type Before = {
  seen: Record<string, string | null> | null;
  ours: Record<string, unknown> | null;
} | null;

export type Compared = {
  field: string;
  attribute: string;
  base: unknown;
  ours: unknown;
  theirs: string | null;
  /** Whether the attribute becomes what the CRM says. */
  take: boolean;
  /** Set where both sides changed: the policy that decided. */
  conflict: ConflictPolicy | null;
};

const isEmpty = (value: unknown) => value === null || value === undefined || value === "";
/** A CRM tells texts; numbers and booleans of attributes are the same where they read the same. */
const same = (ours: unknown, theirs: string | null): boolean =>
  isEmpty(ours) || isEmpty(theirs)
    ? isEmpty(ours) && isEmpty(theirs)
    : typeof ours === "object"
      ? JSON.stringify(ours) === theirs
      : String(ours) === theirs;
const unchanged = (before: unknown, now: unknown): boolean =>
  isEmpty(before) && isEmpty(now) ? true : JSON.stringify(before ?? null) === JSON.stringify(now ?? null);

/**
 * Compares a field of a contact with the attribute that it is read into. Pure. Seen for the first time, two different
 * values are a conflict; an empty field takes nothing away then.
 */
export function compareField(mapped: Mapped, said: string | null, ours: unknown, before: Before): Compared {
  const { field, attribute, policy } = mapped;
  const theirs = isEmpty(said) ? null : said;
  const known = before?.seen && field in before.seen ? before : null;
  const base = known?.ours?.[attribute] ?? null;
  const compared = { field, attribute, base, ours, theirs, take: false, conflict: null };
  if (same(ours, theirs)) return compared;
  const isTheirsNew = known ? !unchanged(known.seen?.[field], theirs) : theirs !== null;
  if (!isTheirsNew) return compared;
  const isOursNew = known ? !unchanged(base, ours) : !isEmpty(ours);
  if (!isOursNew) return { ...compared, take: true };
  return { ...compared, take: policy === "crm", conflict: policy };
}
