import type { Stage } from "../leads/stages.ts";
import { LINE, placeOf } from "./line.ts";

/** A recorded stage; instants are milliseconds since the epoch. `id` orders what was recorded of one instant. */
export type StageRow = {
  id: number;
  stage: Stage;
  at: number;
  value: number | null;
  currency: string | null;
};

/** `amount` to four decimals, so that sums can be added to and taken from without a rest. */
export type Worth = { amount: number; currency: string | null };

/** What a lead's history of stages means for the funnel. */
export type Journey = {
  enteredAt: number;
  /** When it first reached each stage of the line or a later one; null: not yet. The first is its entry. */
  reached: readonly (number | null)[];
  /** Stages of the line that somebody recorded of it; one reached without was passed over. */
  recorded: readonly boolean[];
  /** Milliseconds from the stage before, where both were recorded and in that order. */
  took: readonly (number | null)[];
  /** Where it is now, and since when it has been there without a change. */
  stage: Stage;
  sinceAt: number;
  /** A stage was first recorded after a later one, and it was not recycled in between. */
  disordered: boolean;
  /** The newest value told with the stage, else with the other of the two; null: none was told, or it was not reached. */
  worth: { opportunity: Worth | null; customer: Worth | null };
};

/**
 * Reads a lead's recorded stages. Reaching a stage is the first record of it or of a later one, so that passing one over
 * counts as having been there; what is recorded in the wrong order cannot lose a stage.
 * @param enteredAt no later than the first row
 */
export function journeyOf(enteredAt: number, rows: readonly StageRow[]): Journey {
  const sorted = rows.toSorted((a, b) => a.at - b.at || a.id - b.id);
  const own: (number | null)[] = LINE.map((_, place) =>
    firstAt(sorted, (row) => placeOf(row.stage) === place),
  );
  const reached = LINE.map((_, place) =>
    place === 0 ? enteredAt : firstAt(sorted, (row) => placeOf(row.stage) >= place),
  );
  own[0] = enteredAt;
  const inOrder = (place: number) => own[place] !== null && own[place] === reached[place];
  const took = LINE.map((_, place) => {
    const [from, to] = [reached[place - 1], reached[place]];
    return place > 0 && from != null && to != null && inOrder(place - 1) && inOrder(place) ? to - from : null;
  });
  const last = sorted.at(-1);
  return {
    enteredAt,
    reached,
    recorded: own.map((at) => at !== null),
    took,
    stage: last?.stage ?? "lead",
    sinceAt: last === undefined ? enteredAt : runStart(sorted),
    disordered: isDisordered(sorted, own),
    worth: {
      opportunity: reached[4] == null ? null : newestWorth(sorted, ["opportunity", "customer"]),
      customer: reached[5] == null ? null : newestWorth(sorted, ["customer", "opportunity"]),
    },
  };
}

const firstAt = (sorted: readonly StageRow[], is: (row: StageRow) => boolean): number | null =>
  sorted.find(is)?.at ?? null;

/** Since when the last stage has been the stage. */
function runStart(sorted: readonly StageRow[]): number {
  const last = sorted.at(-1);
  const before = sorted.findLastIndex((row) => row.stage !== last?.stage);
  return sorted[before + 1]?.at ?? 0;
}

/** A lead that was recycled goes through the line anew; only what no recycling explains is out of order. */
function isDisordered(sorted: readonly StageRow[], own: readonly (number | null)[]): boolean {
  for (let later = 2; later < LINE.length; later++) {
    for (let early = 1; early < later; early++) {
      const [a, b] = [own[early], own[later]];
      if (a == null || b == null || a <= b) continue;
      if (!sorted.some((row) => row.stage === "recycled" && row.at >= b && row.at <= a)) return true;
    }
  }
  return false;
}

function newestWorth(sorted: readonly StageRow[], stages: readonly Stage[]): Worth | null {
  for (const stage of stages) {
    const row = sorted.findLast((one) => one.stage === stage && one.value !== null);
    if (row && row.value !== null)
      return { amount: Math.round(row.value * 1e4) / 1e4, currency: row.currency };
  }
  return null;
}
