import { BoundSheet } from "../../lib/scoring/bind.ts";
import { compileSheet } from "../../lib/scoring/compile.ts";
import { type CompiledCondition, compileCondition } from "../../lib/scoring/condition.ts";
import { attributesAt, type History, type HistoryEvent } from "../../lib/scoring/history.ts";
import type { Score } from "../../lib/scoring/score.ts";
import { scoreHistory } from "../../lib/scoring/score-lead.ts";
import { transitions } from "../../lib/scoring/timeline.ts";
import { SEED_SHEETS } from "./sheets.ts";
import { DAY, type GroupMove, type ScoreRow, type SeedEvent } from "./types.ts";

type Reign = { version: number; bound: BoundSheet; handover: string | null; from: number; to: number };
type Sheet = { key: string; segment: CompiledCondition; reigns: Reign[] };
export type Scored = {
  history: ScoreRow[];
  moves: GroupMove[];
  handovers: (ScoreRow & { group: string; score: Score })[];
};

/** When a version came into force and when it left it (exclusive), for a seeding at `now`. */
export function reign(
  version: { activatedDaysAgo: number | null; retiredDaysAgo: number | null },
  now: number,
) {
  if (version.activatedDaysAgo === null) return null;
  return {
    from: now - version.activatedDaysAgo * DAY,
    to: version.retiredDaysAgo === null ? null : now - version.retiredDaysAgo * DAY,
  };
}

/** Runs the product's own scoring over made-up histories, under the versions that were in force at each instant. */
export class Scorekeeper {
  readonly #sheets: Sheet[];
  readonly #activities = new Map<string, number>();

  constructor(now: number) {
    this.#sheets = SEED_SHEETS.map((sheet) => ({
      key: sheet.key,
      segment: compileCondition(sheet.segment.when),
      reigns: sheet.versions.flatMap((version) => {
        const span = reign(version, now);
        if (!span) return [];
        const handover = version.content.groups.find((group) => group.handover)?.key ?? null;
        const bound = new BoundSheet(compileSheet(version.content));
        return [
          {
            version: version.number,
            bound,
            handover,
            from: span.from,
            to: span.to === null ? now : span.to - 1,
          },
        ];
      }),
    }));
  }

  /** The state of a lead on each of its sheets whenever it changed, and when that handed it over. */
  run(lead: Pick<History, "attributeHistory"> & { createdAt: number; events: SeedEvent[] }): Scored {
    const history: History = { attributeHistory: lead.attributeHistory, events: this.#encode(lead.events) };
    const happened = new Set(lead.events.map((event) => event.at));
    const learnt = new Set(lead.attributeHistory.map((change) => change.knownAt));
    const found: Scored = { history: [], moves: [], handovers: [] };
    for (const { key: sheet, segment, reigns } of this.#sheets) {
      if (!segment.test(attributesAt(history, lead.createdAt), lead.createdAt)) continue;
      let last: ScoreRow | null = null;
      for (const { version, bound, handover, from, to } of reigns) {
        const start = Math.max(from, lead.createdAt);
        if (start > to) continue;
        for (const { at, total, group, label } of transitions(bound, history, start, to)) {
          const excluded = group === null ? excludedBy(bound, history, at) : null;
          const row: ScoreRow = { sheet, version, at, total, label, group, excluded };
          if (last && last.total === total && last.group === group && last.excluded === excluded) continue;
          found.history.push(row);
          if (last?.group !== group && (last !== null || group !== null)) {
            const cause = happened.has(at)
              ? "event"
              : learnt.has(at)
                ? "attribute"
                : at === from
                  ? "activation"
                  : "time";
            found.moves.push({ sheet, version, at, from: last?.group ?? null, to: group, total, cause });
            if (group !== null && group === handover) {
              found.handovers.push({
                ...row,
                group,
                score: scoreHistory(bound, history, at, { explain: true }),
              });
            }
          }
          last = row;
        }
      }
    }
    found.handovers.sort((a, b) => a.at - b.at);
    return found;
  }

  #encode(events: SeedEvent[]): HistoryEvent[] {
    return events.map(({ at, name, properties }, n) => {
      const key = `${name}\n${JSON.stringify(properties)}`;
      let id = this.#activities.get(key);
      if (id === undefined) {
        id = this.#activities.size + 1;
        this.#activities.set(key, id);
        const activity = { id, name, properties, mayHaveRest: new Set<string>() };
        for (const { reigns } of this.#sheets) for (const { bound } of reigns) bound.add(activity);
      }
      return { messageId: String(n), activityId: id, at };
    });
  }
}

function excludedBy(bound: BoundSheet, history: History, at: number): string | null {
  const attributes = attributesAt(history, at);
  return bound.sheet.exclusions.find(({ when }) => when.test(attributes, at))?.key ?? null;
}
