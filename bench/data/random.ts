import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** Random numbers that are the same on every run with the same seed. */
export class Random {
  readonly #source;

  constructor(seed: number) {
    this.#source = xoroshiro128plus(seed);
  }

  /** In [0, 1). */
  float(): number {
    return (this.#source.next() >>> 0) / 4_294_967_296;
  }

  /** A whole number in [0, n). */
  below(n: number): number {
    return Math.floor(this.float() * n);
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  /** A place in [0, n), the first ones far more often: the share of the first x of them is x ^ (1 / skew). */
  skewed(n: number, skew: number): number {
    return Math.floor(n * this.float() ** skew);
  }

  uuid(): string {
    const part = () => (this.#source.next() >>> 0).toString(16).padStart(8, "0");
    const [a, b, c, d] = [part(), part(), part(), part()];
    return `${a}-${b.slice(0, 4)}-${b.slice(4)}-${c.slice(0, 4)}-${c.slice(4)}${d}`;
  }
}
