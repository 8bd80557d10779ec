import { beforeAll, describe, expect, it } from "vitest";
import { TRUTH } from "#db/seed/truth.ts";
import type { Line } from "#db/seed/types.ts";
import { suggestedContent, type Weight } from "./scorecard.ts";
import { activeOf, learn } from "./simulated.test-helper.ts";
import { validateForward } from "./validate-forward.ts";

// The first four there are: none was chosen.
const SEEDS = [1, 2, 3, 4];
const LINES: Line[] = ["cars", "software"];
const ROUNDS = SEEDS.flatMap((seed) => LINES.map((line) => ({ seed, line })));

/** Rules that outcomes are drawn from; `recency` is no rule, and what "went quiet" stands for is it. */
const driversOf = (line: Line) => Object.keys(TRUTH[line].drivers).filter((name) => name !== "recency");
const idleOf = (line: Line) =>
  activeOf(line)
    .rules.map(({ key }) => key)
    .filter((key) => !driversOf(line).includes(key) && key !== "quiet");

const learnt = new Map<string, ReturnType<typeof learn>>();
const of = ({ seed, line }: (typeof ROUNDS)[number]) => {
  const found = learnt.get(`${seed} ${line}`);
  if (!found) throw new Error("not learnt");
  return found;
};
beforeAll(() => {
  for (const round of ROUNDS) learnt.set(`${round.seed} ${round.line}`, learn(round.seed, round.line));
}, 240_000);

const EARNS = new Set(["more", "less", "right"]);
const earns = (weight: Weight) => EARNS.has(weight.verdict);
const weightsOf = (round: (typeof ROUNDS)[number], rules: readonly string[]) =>
  of(round).scorecard.weights.filter(({ rule }) => rules.includes(rule));

describe("what outcomes say, held against what the simulator drew them from", () => {
  it("recovers the rules that truly drive outcomes, and calls none of them harm", () => {
    const found = ROUNDS.flatMap((round) => weightsOf(round, driversOf(round.line)));
    expect(found.filter(earns).length / found.length).toBeGreaterThanOrEqual(0.85);
    expect(found.filter(({ verdict }) => verdict === "harm")).toEqual([]);
    for (const weight of found.filter(earns)) expect(weight.points).toBeGreaterThan(0);
  });

  it("drops the rules that truly do nothing, or says that too few leads show them", () => {
    const found = ROUNDS.flatMap((round) => weightsOf(round, idleOf(round.line)));
    expect(found.filter(earns).length / found.length).toBeLessThanOrEqual(0.07);
    expect(found.filter(({ verdict }) => verdict === "nothing").length / found.length).toBeGreaterThan(0.6);
    const named = ROUNDS.flatMap((round) => weightsOf(round, TRUTH[round.line].nulls));
    expect(named.filter(earns).length / named.length).toBeLessThanOrEqual(0.1);
  });

  it("learns points on older leads that rank newer ones about as well as a sheet that holds the truth", () => {
    const differences = ROUNDS.map((round) => {
      const found = validateForward(of(round).content, of(round).observations);
      expect(found?.trained.n).toBeGreaterThan(found?.tested.n ?? 0);
      return (found?.suggested.auc?.rate ?? 0) - (found?.today.auc?.rate ?? 1);
    });
    expect(differences.reduce((sum, one) => sum + one, 0) / differences.length).toBeGreaterThan(-0.01);
  });
});

describe.each(ROUNDS)("seed $seed, $line", (round) => {
  it("gives most to what truly counts for most", () => {
    const strongest = of(round)
      .scorecard.weights.filter(earns)
      .toSorted((a, b) => (b.points ?? 0) - (a.points ?? 0))[0];
    expect(strongest?.rule).toBe(round.line === "cars" ? "test_drive" : "demo");
  });

  it("proposes a true driver that the sheet lacks, and next to nothing where it has them all", () => {
    const missing = round.line === "cars" ? "test_drive" : "demo";
    const whole = activeOf(round.line);
    expect(of(round).tried).toBeGreaterThan(20);
    expect(of(round).candidates.length).toBeLessThanOrEqual(1);
    const without = { ...whole, rules: whole.rules.filter(({ key }) => key !== missing) };
    const [best] = learn(round.seed, round.line, without).candidates;
    expect(best).toMatchObject({ what: { kind: "event", event: `${missing}_requested` } });
    expect(best?.low).toBeGreaterThan(0);
  });
});

it("a suggested sheet keeps what is right or unknown and mutes what does nothing", () => {
  const { content, scorecard } = of({ seed: 1, line: "cars" });
  const next = suggestedContent(content, scorecard.weights);
  const kinds = new Set(scorecard.weights.map(({ verdict }) => verdict));
  expect(kinds.has("nothing") && kinds.has("too_few")).toBe(true);
  content.rules.forEach((rule, n) => {
    const weight = scorecard.weights[n];
    if (weight?.verdict === "right" || weight?.verdict === "too_few") expect(next.rules[n]).toBe(rule);
    if (weight?.verdict === "nothing") expect(next.rules[n]).toEqual({ ...rule, muted: true });
  });
});
