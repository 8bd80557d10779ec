import type { Rule } from "../scoring/schema.ts";

/** How a rule's points go with age: `at` in days, `points` what one event gives then. */
export type Decay = {
  points: number;
  days: number;
  half: number | null;
  /** True where nothing is left after `days`. */
  ends: boolean;
  steps: { at: number; points: number }[];
};

const STEPS = 24;
/** Half-lives shown where no window ends it: an eighth of the points is left. */
const HALF_LIVES = 3;

const positive = (value: number | null): number | null =>
  value !== null && Number.isFinite(value) && value > 0 ? value : null;

/** The course of one event's points over its age, null for rules whose points stay as they are. Pure. */
export function decayOf(rule: Rule): Decay | null {
  if (rule.kind !== "behaviour" || !Number.isFinite(rule.points)) return null;
  const [window, half] = [positive(rule.window_days), positive(rule.half_life_days)];
  if (window === null && half === null) return null;
  const days = window ?? (half ?? 0) * HALF_LIVES;
  const at = (step: number) => (days * step) / STEPS;
  const left = (age: number) => rule.points * (half === null ? 1 : 0.5 ** (age / half));
  const steps = Array.from({ length: STEPS + 1 }, (_, step) => ({ at: at(step), points: left(at(step)) }));
  const ends = window !== null;
  return { points: rule.points, days, half, ends, steps: ends ? [...steps, { at: days, points: 0 }] : steps };
}
