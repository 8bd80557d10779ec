import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Candidate, chooseMember } from "./choose.ts";

const DUST = 1e-6;

type Member = { weight: number; capacity: number | null };
/** What happens to a team: somebody comes or goes, a lead arrives, an open hand-over is answered. */
type Step = { kind: "presence" | "answer"; who: number } | { kind: "lead" };

const memberArbitrary: fc.Arbitrary<Member> = fc.record({
  weight: fc.integer({ min: 1, max: 30 }),
  capacity: fc.option(fc.integer({ min: 0, max: 12 }), { freq: 2 }),
});
const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: fc.constant<Step>({ kind: "lead" }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom("presence" as const, "answer" as const), who: fc.nat(11) }),
  },
);
const storyArbitrary = fc.record({
  team: fc.array(memberArbitrary, { minLength: 1, maxLength: 12 }),
  steps: fc.array(stepArbitrary, { maxLength: 200 }),
});

const begin = (team: readonly Member[]): Candidate[] =>
  team.map((member, n) => ({ memberId: n + 1, lag: 0, present: true, open: 0, ...member }));

/** Plays a story; `onLead` sees the candidates before each choice and who was chosen. */
function play(
  team: readonly Member[],
  steps: readonly Step[],
  onLead: (before: readonly Candidate[], memberId: number | null) => void,
): Candidate[] {
  let candidates = begin(team);
  for (const step of steps) {
    if (step.kind === "lead") {
      const choice = chooseMember(candidates);
      onLead(candidates, choice.memberId);
      if (choice.memberId === null) continue;
      candidates = candidates.map((one) => ({
        ...one,
        lag: choice.lags.get(one.memberId) ?? one.lag,
        open: one.open + (one.memberId === choice.memberId ? 1 : 0),
      }));
    } else {
      candidates = candidates.map((one, n) => {
        if (n !== step.who % team.length) return one;
        return step.kind === "presence"
          ? { ...one, present: !one.present }
          : { ...one, open: Math.max(0, one.open - 1) };
      });
    }
  }
  return candidates;
}

const free = (one: Candidate) => one.present && (one.capacity === null || one.open < one.capacity);

describe("whatever happens to a team", () => {
  it("nobody gets more than the capacity, nobody who is away gets any, and none is left while somebody is free", () => {
    fc.assert(
      fc.property(storyArbitrary, ({ team, steps }) => {
        play(team, steps, (before, memberId) => {
          const chosen = before.find((one) => one.memberId === memberId);
          if (memberId === null) expect(before.some(free)).toBe(false);
          else expect(chosen && free(chosen)).toBe(true);
        });
      }),
    );
  });

  it("everybody is within one lead of its share, over every run of leads with the same members free", () => {
    fc.assert(
      fc.property(storyArbitrary, ({ team, steps }) => {
        let run = "";
        let leads = 0;
        let lags = new Map<number, number>();
        let counts = new Map<number, number>();
        play(team, steps, (before, memberId) => {
          const able = before.filter(free);
          if (memberId === null) return;
          const ids = able.map((one) => one.memberId).join();
          if (ids !== run) {
            run = ids;
            leads = 0;
            counts = new Map();
            // What a run begins with is owed from the run before, one lead at most.
            lags = startOf(able);
          }
          leads++;
          counts.set(memberId, (counts.get(memberId) ?? 0) + 1);
          const weights = able.reduce((sum, one) => sum + one.weight, 0);
          for (const one of able) {
            const share = (leads * one.weight) / weights + (lags.get(one.memberId) ?? 0);
            expect(Math.abs(share - (counts.get(one.memberId) ?? 0))).toBeLessThanOrEqual(1 + DUST);
          }
        });
      }),
      { numRuns: 500 },
    );
  });

  it("is the same in whatever order the members are listed", () => {
    fc.assert(
      fc.property(storyArbitrary, fc.nat(), ({ team, steps }, turn) => {
        play(team, steps, (before, memberId) => {
          const turned = [...before.slice(turn % before.length), ...before.slice(0, turn % before.length)];
          expect(chooseMember(turned).memberId).toBe(memberId);
        });
      }),
    );
  });
});

/** Lags as a run begins: around zero and within one lead. */
function startOf(able: readonly Candidate[]): Map<number, number> {
  const mean = able.reduce((sum, one) => sum + one.lag, 0) / able.length;
  const widest = Math.max(1, ...able.map((one) => Math.abs(one.lag - mean)));
  return new Map(able.map((one) => [one.memberId, (one.lag - mean) / widest]));
}

describe("a team that is always there", () => {
  it("gets exactly its weights over each round, from a fresh start", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 8 }), (weights) => {
        const counts = weights.map(() => 0);
        const round = weights.reduce((sum, weight) => sum + weight, 0);
        const steps = Array.from({ length: round }, (): Step => ({ kind: "lead" }));
        play(
          weights.map((weight) => ({ weight, capacity: null })),
          steps,
          (_, memberId) => {
            counts[(memberId ?? 0) - 1] = (counts[(memberId ?? 0) - 1] ?? 0) + 1;
          },
        );
        expect(counts).toEqual(weights);
      }),
    );
  });

  it("takes turns", () => {
    const order: (number | null)[] = [];
    const lead: Step = { kind: "lead" };
    play(
      [
        { weight: 2, capacity: null },
        { weight: 1, capacity: null },
        { weight: 1, capacity: null },
      ],
      Array.from({ length: 8 }, () => lead),
      (_, memberId) => order.push(memberId),
    );
    expect(order).toEqual([1, 2, 1, 3, 1, 2, 1, 3]);
  });
});

it("says why there is nobody", () => {
  const one: Candidate = { memberId: 1, weight: 1, lag: 0, present: true, open: 0, capacity: 0 };
  expect(chooseMember([])).toEqual({ memberId: null, why: "empty_team" });
  expect(chooseMember([one, { ...one, present: false }])).toMatchObject({ why: "all_at_capacity" });
  expect(chooseMember([{ ...one, capacity: null, present: false }])).toMatchObject({ why: "all_absent" });
});

it("who comes back from an absence is owed one lead at most", () => {
  const team = [1, 1, 1].map((weight) => ({ weight, capacity: null }));
  const leads = (n: number) => Array.from({ length: n }, (): Step => ({ kind: "lead" }));
  const away: Step = { kind: "presence", who: 0 };
  const seen: (number | null)[] = [];
  play(team, [...leads(2), away, ...leads(20), away, ...leads(6)], (_, memberId) => seen.push(memberId));
  expect(seen.slice(2, 22)).not.toContain(1);
  expect(seen.slice(22).filter((id) => id === 1).length).toBeLessThanOrEqual(3);
});
