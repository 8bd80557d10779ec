import { SEED_SHEETS } from "#db/seed/sheets.ts";
import { simulate } from "#db/seed/simulate.ts";
import type { Line, SeedLead } from "#db/seed/types.ts";
import type { EventColumns } from "../scores/copy-events.ts";
import type { Chunk } from "../scores/histories.ts";
import { attributeKeysOf, type ReadySheet } from "../scores/model.ts";
import { type Activity, BoundSheet } from "../scoring/bind.ts";
import { compileSheet } from "../scoring/compile.ts";
import { compileCondition } from "../scoring/condition.ts";
import type { SheetContent } from "../scoring/schema.ts";
import type { Fact } from "../sheets/known-then.ts";
import { findCandidates } from "./candidates.ts";
import { type ObservePlan, observe } from "./observe.ts";
import { makeScorecard } from "./scorecard.ts";

const DAY = 86_400_000;
export const NOW = Date.UTC(2026, 10, 21, 18);
export const plan: ObservePlan = {
  asOf: NOW,
  since: 0,
  basis: "either",
  ageMs: 30 * DAY,
  horizonMs: 90 * DAY,
};

export const activeOf = (line: Line): SheetContent => {
  const content = sheetOf(line).versions.find(({ state }) => state === "active")?.content;
  if (!content) throw new Error("no active version");
  return content;
};
function sheetOf(line: Line) {
  const sheet = SEED_SHEETS.find((one) => one.line === line);
  if (!sheet) throw new Error("no sheet");
  return sheet;
}

/** The simulator's leads as the database would hand them over, for a content of one of the two sheets. */
export function histories(leads: readonly SeedLead[], line: Line, content: SheetContent = activeOf(line)) {
  const { key, segment } = sheetOf(line);
  const bound = new BoundSheet(compileSheet(content));
  const sheet: ReadySheet = {
    ...{ sheetId: 1, versionId: 1, content, bound, handoverGroup: null },
    segment: compileCondition(segment.when),
    attributeKeys: attributeKeysOf(bound, segment.when),
  };
  const activities = new Map<number, Activity>();
  const codes = new Map<string, number>();
  const rows = leads.flatMap((lead) =>
    lead.events
      .toSorted((a, b) => b.at - a.at)
      .map(({ at, name, properties }) => {
        const text = name + JSON.stringify(properties);
        const id = codes.get(text) ?? codes.size + 1;
        if (!codes.has(text)) {
          const activity = { id, name, properties, mayHaveRest: new Set<string>() };
          codes.set(text, id);
          activities.set(id, activity);
          bound.add(activity);
        }
        return { lead: lead.n + 1, at, id };
      }),
  );
  const events: EventColumns = {
    length: rows.length,
    leadId: Float64Array.from(rows, (row) => row.lead),
    at: Float64Array.from(rows, (row) => row.at),
    activityId: Int32Array.from(rows, (row) => row.id),
    rest: null,
  };
  const starts = new Int32Array(leads.length + 1);
  leads.forEach((lead, n) => {
    starts[n + 1] = (starts[n] ?? 0) + lead.events.length;
  });
  const stored = { primarySheetId: null, membershipChangesAt: null, isUnscored: false };
  const chunk: Chunk = {
    leads: {
      ids: leads.map(({ n }) => n + 1),
      attributes: leads.map(() => ({})),
      stored: leads.map(() => stored),
      adjustments: new Map(),
    },
    events,
    starts,
  };
  const first = (list: readonly number[]): number | undefined => list.toSorted((a, b) => a - b)[0];
  const pairs = (pick: (lead: SeedLead) => number | undefined) =>
    new Map(
      leads.flatMap((lead) => {
        const at = pick(lead);
        return at === undefined ? [] : [[lead.n + 1, at] as const];
      }),
    );
  const facts = new Map(
    leads.map((lead) => [
      lead.n + 1,
      lead.attributes
        .map(
          ({ key: name, value, knownAt }): Fact => ({
            lead_id: String(lead.n + 1),
            key: name,
            value,
            known_at: new Date(knownAt),
          }),
        )
        .sort((a, b) => a.known_at.getTime() - b.known_at.getTime()),
    ]),
  );
  const instants = {
    beginnings: pairs((lead) => lead.createdAt),
    handovers: pairs((lead) =>
      first(lead.handovers.filter(({ sheet: on }) => on === key).map(({ at }) => at)),
    ),
    opportunities: pairs((lead) =>
      first(
        lead.stages.flatMap(({ stage, at }) => (stage === "opportunity" || stage === "customer" ? [at] : [])),
      ),
    ),
  };
  return { sheet, chunk, facts, instants, activities };
}

const years = new Map<number, SeedLead[]>();
/** A made-up year of one seed; each is made once. */
export function yearOf(seed: number): SeedLead[] {
  const known = years.get(seed) ?? simulate({ now: NOW, seed });
  years.set(seed, known);
  return known;
}

/** What the findings of one made-up year are. */
export function learn(seed: number, line: Line, content: SheetContent = activeOf(line)) {
  const { sheet, chunk, facts, instants, activities } = histories(yearOf(seed), line, content);
  const { observations } = observe(sheet, chunk, facts, instants, plan);
  const scorecard = makeScorecard(content, observations);
  const found = findCandidates(content, observations, scorecard, chunk.events, activities);
  return { content, observations, scorecard, ...found };
}
