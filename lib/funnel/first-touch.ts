import { DIMENSIONS, type Dimension } from "./line.ts";

/**
 * Where a lead came from: for each of source, campaign and landing page the first value that was told of it in one of these
 * attributes (of two told at the same instant, the one listed first), else what its first event says: the campaign in
 * its context, and its page. Names of attributes are compared in lower case, with `_` for anything but letters and digits.
 */
export const TOUCH_ATTRIBUTES: Record<Touch, readonly string[]> = {
  source: ["lead_source", "first_source", "original_source", "source", "utm_source", "origin"],
  campaign: ["campaign", "utm_campaign", "campaign_name", "first_campaign"],
  landing: ["landing_page", "landing_page_id", "landing_page_url", "first_page", "landing"],
};
export type Touch = Exclude<Dimension, "owner">;
export const TOUCHES = DIMENSIONS.filter((one) => one !== "owner");

/** No value was told. */
export const NONE = "";
/** One of the values beyond those that are kept apart; no text that is told can be this. */
export const OTHER = "\u001f";
/** Values of a dimension that are kept apart, the first ones seen; a report reads so many rows at most. */
export const MOST_VALUES = 300;
const MOST_LENGTH = 120;

export const foldKey = (key: string): string => key.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "_");

const PLACES = new Map(
  TOUCHES.flatMap((touch) => TOUCH_ATTRIBUTES[touch].map((key, place) => [key, { touch, place }] as const)),
);
export const touchOf = (key: string) => PLACES.get(foldKey(key)) ?? null;

export type Told = { key: string; value: unknown; at: number };
/** The first event: its page, and the campaign of its context as Segment names it (`source`, `name`). */
export type FirstEvent = { path: unknown; campaign: unknown } | null;

/** A value as it is grouped: trimmed text, of a landing page its path. */
function textOf(touch: Touch, value: unknown): string {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return NONE;
  const text = String(value)
    .replace(/\p{Cc}/gu, " ")
    .trim();
  return (touch === "landing" ? pathOf(text) : text).slice(0, MOST_LENGTH).trim().toWellFormed();
}

function pathOf(text: string): string {
  const url = /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text).pathname : text;
  return url.replace(/[?#].*$/, "");
}

const fieldOf = (object: unknown, field: string): unknown =>
  object !== null && typeof object === "object" && Object.hasOwn(object, field)
    ? (object as Record<string, unknown>)[field]
    : undefined;

export function firstTouch(told: readonly Told[], event: FirstEvent): Record<Touch, string> {
  const best: Partial<Record<Touch, { at: number; place: number; text: string }>> = {};
  for (const { key, value, at } of told) {
    const found = touchOf(key);
    if (!found) continue;
    const text = textOf(found.touch, value);
    const known = best[found.touch];
    if (text === NONE || (known && (known.at < at || (known.at === at && known.place <= found.place))))
      continue;
    best[found.touch] = { at, place: found.place, text };
  }
  return {
    source: best.source?.text ?? textOf("source", fieldOf(event?.campaign, "source")),
    campaign: best.campaign?.text ?? textOf("campaign", fieldOf(event?.campaign, "name")),
    landing: best.landing?.text ?? textOf("landing", event?.path),
  };
}
