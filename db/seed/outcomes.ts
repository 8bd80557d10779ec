import { attributesAt } from "../../lib/scoring/history.ts";
import type { Random } from "./random.ts";
import type { Scored } from "./scoring.ts";
import { probability, seenAt } from "./truth.ts";
import {
  DAY,
  type Draw,
  HOUR,
  type Line,
  type Person,
  type Rep,
  type SeedEvent,
  type SeedHandover,
  type SeedStage,
} from "./types.ts";

export type Outcome = { handovers: SeedHandover[]; stages: SeedStage[]; draws: Draw[]; owner: Rep | null };

/** Hand-overs younger than this may still wait for a rep. */
const BACKLOG = 16 * DAY;

/** Why reps turn leads down; most of it is one or two reasons, as in life. */
const REASONS: Record<Line, Readonly<Record<string, number>>> = {
  cars: { bad_timing: 46, unreachable: 24, no_budget: 14, no_need: 8, duplicate: 4, other: 4 },
  software: { no_authority: 41, no_need: 20, bad_timing: 15, not_a_fit: 12, unreachable: 8, other: 4 },
};
/** A decision moves a lead out of these stages only, as in the queue (lib/queue/internal.ts). */
const BEFORE_SALES = new Set<SeedStage["stage"]>(["lead", "mql", "sal", "recycled", "disqualified"]);
const WORTH_ANOTHER_TRY = new Set(["bad_timing", "unreachable", "no_budget", "no_authority"]);

const LINE_OF: Readonly<Record<string, Line>> = { dealership: "cars", software: "software" };
const REPS: Record<Line, Readonly<Record<"0" | "1", number>>> = {
  cars: { "0": 7, "1": 3 },
  software: { "0": 3, "1": 7 },
};

/**
 * What sales makes of one lead: decisions on its hand-overs, stages, deals. Whether it becomes an opportunity is drawn
 * from the true model (truth.ts) on what the lead had done by then, and on nothing else.
 */
export function workLead(
  random: Random,
  person: Person,
  events: SeedEvent[],
  scored: Scored,
  now: number,
): Outcome {
  return new Desk(random, person, events, now).work(scored);
}

class Desk {
  readonly #random: Random;
  readonly #person: Person;
  readonly #events: SeedEvent[];
  readonly #now: number;
  readonly #out: Outcome = { handovers: [], stages: [], draws: [], owner: null };
  /** Until when the lead is being worked; a hand-over meanwhile is known to its rep already. */
  #busyUntil = Number.NEGATIVE_INFINITY;
  /** From when it is an opportunity, or was ruled out for good. */
  #settledAt = Number.POSITIVE_INFINITY;
  /** What a rep answers to a hand-over after that. */
  #settledAs = "duplicate";

  constructor(random: Random, person: Person, events: SeedEvent[], now: number) {
    this.#random = random;
    this.#person = person;
    this.#events = events;
    this.#now = now;
  }

  work(scored: Scored): Outcome {
    const [line] = this.#person.lines;
    const walkIn = this.#person.createdAt + (25 + 45 * this.#random.unit()) * DAY;
    const first = scored.handovers[0]?.at ?? Number.POSITIVE_INFINITY;
    if (line && Math.floor(walkIn) <= this.#now && walkIn < first) this.#unasked(line, Math.floor(walkIn));
    for (const handover of scored.handovers) this.#handOver(handover);
    this.#out.stages = this.#out.stages.filter((stage) => stage.at <= this.#now).sort((a, b) => a.at - b.at);
    return this.#out;
  }

  /** A lead that nobody handed over may buy all the same, by its own doing. */
  #unasked(line: Line, at: number): void {
    const byHand = at < this.#now - 285 * DAY;
    const { converts, seen } = this.#draw(line, at, false);
    // Before there were sheets, marketing passed leads on by feeling: they show as hand-overs from outside.
    if (byHand && (seen.recency ?? 3) < 1 && this.#random.chance(converts ? 0.9 : 0.3))
      this.#stage("mql", at, "crm", null);
    if (!converts) return;
    const rep = this.#rep(line);
    this.#stage("sal", at + HOUR, "crm", rep);
    this.#deal(line, at + HOUR, rep);
  }

  #handOver(given: Scored["handovers"][number]): void {
    const { sheet, version, at, total, group, label, score } = given;
    const open = this.#out.handovers.some(
      (h) => h.sheet === sheet && (h.decision === null || h.decision.at > at),
    );
    if (open) return;
    const line = LINE_OF[sheet] ?? "cars";
    const handover: SeedHandover = {
      sheet,
      version,
      at,
      total,
      group,
      label,
      score,
      owner: this.#out.owner,
      decision: null,
    };
    this.#out.handovers.push(handover);
    const stage = this.#stageAt(at);
    if (stage === "lead" || stage === "recycled") this.#stage("mql", at, "handover", null);
    const waiting = at > this.#now - BACKLOG && this.#random.chance(0.65);
    const decidedAt = Math.floor(at + HOUR / 2 + this.#random.wait(1.1 * DAY));
    if (waiting || decidedAt > this.#now) {
      if (handover.owner === null && this.#random.chance(0.3)) handover.owner = this.#rep(line);
      this.#out.owner = handover.owner;
      return;
    }
    const rep = handover.owner ?? this.#rep(line);
    handover.owner = rep;
    this.#out.owner = rep;
    this.#decide(handover, line, rep, decidedAt);
  }

  /** What a rep answers, and the stage that the answer brings. */
  #decide(handover: SeedHandover, line: Line, rep: Rep, at: number): void {
    if (this.#settledAt <= at) this.#answerAgain(handover, at, rep);
    else if (this.#busyUntil > at) this.#accept(handover, at, rep);
    else if (this.#draw(line, handover.at, true).converts) {
      this.#accept(handover, at, rep);
      this.#deal(line, at, rep);
    } else if (this.#random.chance(0.58)) {
      const reason = this.#random.weighted(REASONS[line]);
      this.#reject(handover, at, reason, rep);
      if (!WORTH_ANOTHER_TRY.has(reason)) this.#ruledOut(at + HOUR + this.#random.wait(2 * DAY), reason, rep);
    } else {
      this.#accept(handover, at, rep);
      this.#givenUp(line, at, rep);
    }
  }

  /** A lead whose outcome is known comes again: taken along with its deal, or turned down as before. */
  #answerAgain(handover: SeedHandover, at: number, rep: Rep): void {
    if (this.#settledAs === "duplicate" && this.#random.chance(0.7)) this.#accept(handover, at, rep);
    else this.#reject(handover, at, this.#settledAs, rep);
  }

  #accept(handover: SeedHandover, at: number, rep: Rep): void {
    handover.decision = { state: "accepted", at, reason: null };
    if (BEFORE_SALES.has(this.#stageAt(at))) this.#stage("sal", at, "queue", rep);
  }

  #reject(handover: SeedHandover, at: number, reason: string, rep: Rep): void {
    handover.decision = { state: "rejected", at, reason };
    if (BEFORE_SALES.has(this.#stageAt(at))) this.#stage("recycled", at, "queue", rep, reason);
  }

  #draw(line: Line, at: number, worked: boolean): Draw {
    const known = attributesAt({ attributeHistory: this.#person.attributes }, at);
    const seen = seenAt(line, this.#events, known, at);
    const draw: Draw = {
      line,
      at,
      worked,
      seen,
      converts: this.#random.chance(probability(line, seen, worked)),
    };
    this.#out.draws.push(draw);
    return draw;
  }

  /** sal → sql → opportunity, and then won, lost or still open. Opportunity at most 75 days after. */
  #deal(line: Line, from: number, rep: Rep): void {
    const qualified = from + Math.min(30 * DAY, this.#random.wait(line === "cars" ? 5 * DAY : 9 * DAY));
    const opened =
      qualified + Math.min(44 * DAY, HOUR + this.#random.wait(line === "cars" ? 7 * DAY : 14 * DAY));
    const value = line === "cars" ? this.#random.between(28, 92) * 500 : this.#random.between(6, 120) * 500;
    this.#stage("sql", qualified, "crm", rep);
    this.#stage("opportunity", opened, "crm", rep, null, value);
    this.#settledAt = Math.floor(from);
    const end = opened + (5 + this.#random.wait(line === "cars" ? 12 : 30)) * DAY;
    if (this.#random.chance(line === "cars" ? 0.62 : 0.45))
      this.#stage("customer", end, "crm", rep, null, value);
    else if (this.#random.chance(0.7)) {
      this.#stage("disqualified", end, "crm", rep, this.#random.pick(["no_budget", "bad_timing", "other"]));
    }
  }

  /** Taken on, worked for a while, and let go (or not yet). */
  #givenUp(line: Line, from: number, rep: Rep): void {
    const tried = from + this.#random.wait(8 * DAY);
    if (this.#random.chance(0.35)) this.#stage("sql", tried, "crm", rep);
    this.#busyUntil = Math.floor(tried + (3 + this.#random.wait(15)) * DAY);
    if (!this.#random.chance(0.85)) return;
    const reason = this.#random.weighted(REASONS[line]);
    if (WORTH_ANOTHER_TRY.has(reason)) this.#stage("recycled", this.#busyUntil, "crm", rep, reason);
    else this.#ruledOut(this.#busyUntil, reason, rep);
  }

  #ruledOut(at: number, reason: string, rep: Rep): void {
    this.#stage("disqualified", at, "crm", rep, reason);
    this.#settledAt = Math.floor(at);
    this.#settledAs = reason;
  }

  #rep(line: Line): Rep {
    return this.#random.weighted(REPS[line]) === "0" ? 0 : 1;
  }

  #stageAt(at: number): SeedStage["stage"] {
    let newest: SeedStage | null = null;
    for (const stage of this.#out.stages)
      if (stage.at <= at && (newest === null || stage.at >= newest.at)) newest = stage;
    return newest?.stage ?? "lead";
  }

  #stage(
    stage: SeedStage["stage"],
    at: number,
    origin: SeedStage["origin"],
    rep: Rep | null,
    reason: string | null = null,
    value: number | null = null,
  ): void {
    this.#out.stages.push({ stage, at: Math.floor(at), reason, value, origin, rep });
  }
}
