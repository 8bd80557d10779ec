import type { Fields } from "../scoring/field.ts";
import { fieldNames } from "./rows.ts";
import { type FieldSignal, fieldSignal } from "./signal.ts";

/**
 * Why a field is left out. `alone`: by itself it tells more than a field known beforehand does. `settles`: for a quarter of
 * all leads its value all but settles the outcome. `presence`: whether it is filled tells who converts, and some values
 * settle it. `filled_later`: for most who converted it became known only afterwards.
 */
export type LeakReason = "alone" | "settles" | "presence" | "filled_later";
export type Leak = { field: string; reasons: LeakReason[]; signal: FieldSignal };

/**
 * Set between what fields known beforehand reach on public data (0.77: a bank's economic indicators, time spent on a site)
 * and what is filled in afterwards (0.80 and more). The interval's lower end must lie above.
 */
const ALONE = 0.78;
const SETTLED = 0.25;
const PRESENCE = 0.62;
const SETTLED_BY_PRESENCE = 0.02;
const LATER = 0.5;
const LEAST_LATER = 10;

/** For leads that converted: how often a field's value had become known by then, and how often only afterwards. */
export type FilledTimes = ReadonlyMap<string, { before: number; after: number }>;

function reasonsOf(signal: FieldSignal, times: { before: number; after: number } | undefined): LeakReason[] {
  const reasons: LeakReason[] = [];
  if (signal.low > ALONE) reasons.push("alone");
  if (signal.settled >= SETTLED) reasons.push("settles");
  if (signal.presence >= PRESENCE && signal.settled >= SETTLED_BY_PRESENCE) reasons.push("presence");
  const known = times ? times.before + times.after : 0;
  if (times && times.after >= LEAST_LATER && times.after / known >= LATER) reasons.push("filled_later");
  return reasons;
}

/** Fields that look filled in after the outcome, or whose presence gives it away, the most telling first. */
export function findLeaks(
  attributes: readonly Fields[],
  y: Uint8Array,
  times: FilledTimes = new Map(),
): Leak[] {
  // What is only ever filled later is in no row, and named all the same.
  return [...new Set([...fieldNames(attributes), ...times.keys()])]
    .flatMap((field) => {
      const signal = fieldSignal(
        attributes.map((row) => row[field]),
        y,
      );
      if (!signal) return [];
      const reasons = reasonsOf(signal, times.get(field));
      return reasons.length === 0 ? [] : [{ field, reasons, signal }];
    })
    .sort((a, b) => b.signal.auc - a.signal.auc);
}
