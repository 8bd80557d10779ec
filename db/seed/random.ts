import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** Draws from one seeded stream: the same seed gives the same draws in the same order, for ever. */
export type Random = {
  /** Uniform in [0, 1). */
  unit(): number;
  /** Uniform integer, both ends included. */
  between(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** One of the keys, as often as its weight says. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K;
  /** Standard normal (Box-Muller). */
  normal(): number;
  /** Exponential with the given mean. */
  wait(mean: number): number;
};

export function randomFrom(seed: number): Random {
  const stream = xoroshiro128plus(seed);
  const unit = () => uniformFloat64(stream);
  return {
    unit,
    between: (from, to) => uniformInt(stream, from, to),
    chance: (probability) => unit() < probability,
    pick(list) {
      const found = list[uniformInt(stream, 0, list.length - 1)];
      if (found === undefined) throw new RangeError("nothing to pick from");
      return found;
    },
    weighted(weights) {
      const entries = Object.entries(weights) as [keyof typeof weights, number][];
      let left = unit() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [key, weight] of entries) {
        left -= weight;
        if (left < 0) return key;
      }
      const last = entries.at(-1);
      if (!last) throw new RangeError("nothing to pick from");
      return last[0];
    },
    normal: () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit()),
    wait: (mean) => -mean * Math.log(1 - unit()),
  };
}

/** A stream of its own for each lead, so that how one lead turns out never shifts another. */
export function streamSeed(seed: number, n: number): number {
  let mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(n + 1, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  return mixed ^ (mixed >>> 13);
}
