import { beforeAll, expect, test } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { dimensionsText } from "../scores/changes.ts";
import { topReasons } from "../scores/hand-over.ts";
import {
  attributeKeysOf,
  bindSheet,
  loadActiveSheets,
  loadRestNames,
  type ReadySheet,
} from "../scores/model.ts";
import { explainLead, readChunk, scoreChunk } from "../scores/score-chunk.ts";
import { compileCondition } from "../scoring/condition.ts";
import type { Condition } from "../scoring/condition-schema.ts";
import type { SheetContent } from "../scoring/schema.ts";
import type { Score } from "../scoring/score.ts";
import { DEMO_SEED, type SeededDemo, seedDemo } from "./seed-demo.ts";

useTestDatabase();
const now = new Date();
let demo: SeededDemo = { made: false, workspaceId: 0, leads: 0, events: 0 };

beforeAll(async () => {
  demo = await seedDemo({ now, seed: DEMO_SEED });
}, 120_000);

async function rows<T>(sql: string): Promise<T[]> {
  return inWorkspace(demo.workspaceId, async (tx) => (await tx.$client.query(sql)).rows as T[]);
}
const one = async <T>(sql: string): Promise<T | undefined> => (await rows<T>(sql))[0];

const EVERYBODY = { from: 1, to: 2 ** 40 };

/** Adds contributions up to the total by the contract's words, apart from the product's own sum. */
function addUp(content: SheetContent, { contributions }: Score): number {
  const clamp = (x: number, { min, max }: { min: number | null; max: number | null }) =>
    Math.min(max ?? Number.POSITIVE_INFINITY, Math.max(min ?? Number.NEGATIVE_INFINITY, x));
  const pointsOf = new Map(contributions.map(({ rule, points }) => [rule, points]));
  const dimensions = content.dimensions.map((dimension) => {
    const categories = content.categories.filter((category) => category.dimension === dimension.key);
    const sums = categories.map((category) => {
      const rules = content.rules.filter((rule) => rule.category === category.key);
      return clamp(
        rules.reduce((sum, rule) => sum + (pointsOf.get(rule.key) ?? 0), 0),
        category,
      );
    });
    return Math.floor(
      clamp(
        sums.reduce((a, b) => a + b, 0),
        dimension,
      ) +
        0.5 +
        1e-9,
    );
  });
  return clamp(
    dimensions.reduce((a, b) => a + b, 0),
    content.range,
  );
}

test("it makes five thousand leads and a year of events, none of them in the future", async () => {
  expect(demo).toMatchObject({ made: true, leads: 5_000 });
  expect(demo.events).toBeGreaterThan(60_000);
  expect(await one("select count(*)::int as n from events")).toEqual({ n: demo.events });
  expect(await seedDemo({ now, seed: DEMO_SEED })).toMatchObject({
    made: false,
    workspaceId: demo.workspaceId,
  });
  const newest = await one<Record<string, Date>>(`select
    (select max(greatest(occurred_at, received_at)) from events) as events, (select max(known_at) from lead_attributes) as attributes,
    (select max(at) from stage_history) as stages, (select max(greatest(at, decided_at)) from handovers) as handovers,
    (select max(created_at) from leads) as leads`);
  for (const [what, at] of Object.entries(newest ?? {}))
    expect(at.getTime(), what).toBeLessThanOrEqual(Date.now());
});

test("stored scores are what a fresh scoring says, and the last row of each history", async () => {
  const asOf = new Date();
  const stored = await rows<{
    lead_id: string;
    sheet_id: string;
    total: number;
    group_key: string | null;
    due: boolean;
  }>(
    `select *, coalesce(next_change_at <= '${asOf.toISOString()}', false) as due from scores order by lead_id, is_primary desc`,
  );
  const fresh = await inWorkspace(demo.workspaceId, async (tx) => {
    const names = await loadRestNames(tx, demo.workspaceId);
    const sheets = await loadActiveSheets(tx, demo.workspaceId, names);
    const chunk = await readChunk(tx, demo.workspaceId, sheets, names, EVERYBODY, asOf.getTime(), false);
    return [...scoreChunk(chunk, sheets, asOf.getTime())].flatMap(({ leadId, scores }) =>
      scores.map(({ sheet, score }) => ({ leadId, sheetId: sheet.sheetId, score })),
    );
  });
  expect(fresh).toHaveLength(stored.length);
  const plain = stored.map((row) => ({
    ...row,
    dimensions: dimensionsText((row as { dimensions?: Record<string, number> }).dimensions ?? {}),
  }));
  const sound = fresh.filter(({ leadId, sheetId, score }, n) => {
    const row = plain[n];
    if (!row || row.due) return false;
    expect({
      leadId,
      sheetId,
      total: score.total,
      group: score.group,
      dimensions: dimensionsText(score.dimensions),
    }).toEqual({
      leadId: Number(row.lead_id),
      sheetId: Number(row.sheet_id),
      total: row.total,
      group: row.group_key,
      dimensions: row.dimensions,
    });
    return true;
  });
  expect(sound.length).toBeGreaterThan(stored.length * 0.95);
  const strays = await rows(`select 1 from scores s
    join lateral (select * from score_history h where h.workspace_id = s.workspace_id and h.lead_id = s.lead_id
      and h.sheet_id = s.sheet_id order by at desc limit 1) h on true
    where (h.total, h.group_key, h.excluded, h.version_id) is distinct from (s.total, s.group_key, s.excluded, s.version_id)
      and (h.total, h.group_key, h.excluded) is distinct from (s.total, s.group_key, s.excluded)`);
  expect(strays).toEqual([]);
});

test("the contributions of every lead add up through the clamps to its total", async () => {
  const wrong = await inWorkspace(demo.workspaceId, async (tx) => {
    const names = await loadRestNames(tx, demo.workspaceId);
    const sheets = await loadActiveSheets(tx, demo.workspaceId, names);
    const chunk = await readChunk(tx, demo.workspaceId, sheets, names, EVERYBODY, now.getTime(), false);
    return [...scoreChunk(chunk, sheets, now.getTime())].flatMap(({ place, leadId, scores }) =>
      scores.flatMap(({ sheet, score }) => {
        const explained = explainLead(chunk, place, sheet, now.getTime());
        return addUp(sheet.content, explained) === score.total && explained.explain?.total === score.total
          ? []
          : [leadId];
      }),
    );
  });
  expect(wrong).toEqual([]);
});

type HandoverRow = {
  lead_id: string;
  version_id: string;
  at: Date;
  total: number;
  group_key: string;
  label: string;
  reasons: unknown;
};

test("leads were handed over when the version of the day moved them into its hand-over group, with those reasons", async () => {
  const handovers = await rows<HandoverRow>(
    "select * from handovers where version_id is not null order by id",
  );
  const some = handovers.filter(({ at }, n) => at <= now && n % 12 === 0);
  expect(some.length).toBeGreaterThan(80);
  const versions = await rows<{
    id: string;
    content: SheetContent;
    condition: Condition;
    activated_at: Date;
  }>(
    `select v.id, v.content, s.condition, v.activated_at from sheet_versions v
     join segments s on s.workspace_id = v.workspace_id and s.id = v.segment_id`,
  );
  await inWorkspace(demo.workspaceId, async (tx) => {
    const names = await loadRestNames(tx, demo.workspaceId);
    const ready = new Map<string, ReadySheet>();
    for (const { id, content, condition } of versions) {
      const bound = await bindSheet(tx, demo.workspaceId, content, names);
      ready.set(id, {
        sheetId: 0,
        versionId: Number(id),
        content,
        segment: compileCondition(condition),
        bound,
        attributeKeys: attributeKeysOf(bound, condition),
        handoverGroup: content.groups.find((group) => group.handover)?.key ?? null,
      });
    }
    for (const h of some) {
      const sheet = ready.get(h.version_id);
      if (!sheet) throw new Error("no such version");
      const scoreAt = async (at: number) => {
        const chunk = await readChunk(
          tx,
          demo.workspaceId,
          [sheet],
          names,
          { ids: [Number(h.lead_id)] },
          at,
          true,
        );
        return explainLead(chunk, 0, sheet, at);
      };
      const score = await scoreAt(h.at.getTime());
      expect({
        total: score.total,
        group: score.group,
        label: score.label,
        reasons: topReasons(score, sheet),
      }).toEqual({
        total: h.total,
        group: sheet.handoverGroup,
        label: h.label,
        reasons: h.reasons,
      });
      const activated = versions.find(({ id }) => id === h.version_id)?.activated_at.getTime();
      if (h.at.getTime() !== activated) {
        expect((await scoreAt(h.at.getTime() - 1)).group, `lead ${h.lead_id} just before`).not.toBe(
          sheet.handoverGroup,
        );
      }
    }
  });
});

test("group changes follow one another without a gap, and hand-overs are among them", async () => {
  const gaps = await rows(`select lead_id from (select lead_id, from_group, to_group,
      lag(to_group) over (partition by lead_id, sheet_id order by at, id) as before from group_changes) c
    where from_group is distinct from before`);
  expect(gaps).toEqual([]);
  const unmoved =
    await rows(`select id from handovers h where version_id is not null and not exists (select from group_changes g
    where g.lead_id = h.lead_id and g.sheet_id = h.sheet_id and g.at = h.at and g.to_group = h.group_key)`);
  expect(unmoved).toEqual([]);
});

test("each state that a screen shows is there: signatures, trial, queue, exclusions, no segment", async () => {
  expect(
    await rows(`select s.key, v.number, v.state, (select array_agg(g.side order by g.side) from sheet_signatures g
        where g.version_id = v.id and g.hash = v.hash) as sides
      from sheet_versions v join sheets s on s.id = v.sheet_id order by 1, 2`),
  ).toEqual([
    { key: "dealership", number: 1, state: "active", sides: ["marketing", "sales"] },
    { key: "dealership", number: 2, state: "in_review", sides: ["marketing"] },
    { key: "software", number: 1, state: "retired", sides: ["marketing", "sales"] },
    { key: "software", number: 2, state: "active", sides: ["marketing", "sales"] },
  ]);
  const counts = await one<Record<string, number>>(`select
    (select count(*) from handovers where state = 'open')::int as open,
    (select count(*) from handovers where state = 'open' and owner_id is null)::int as unclaimed,
    (select count(*) from handovers where sheet_id is null)::int as imported,
    (select count(*) from leads where primary_sheet_id is null)::int as unscored,
    (select count(*) from scores where excluded is not null)::int as excluded,
    (select count(*) from scores where not is_primary)::int as secondary,
    (select count(distinct stage) from stage_history)::int as stages`);
  for (const [what, n] of Object.entries(counts ?? {})) expect(n, what).toBeGreaterThanOrEqual(5);
  const reasons = await rows<{ n: number }>(
    "select count(*)::int as n from handovers where state = 'rejected' group by reason order by 1 desc",
  );
  const all = reasons.reduce((sum, { n }) => sum + n, 0);
  expect((reasons[0]?.n ?? 0) + (reasons[1]?.n ?? 0)).toBeGreaterThan(all * 0.35);
});

test("customers say what influenced them, each once, in a survey that is open", async () => {
  const { answered, open } = (await one(
    `select count(*)::int as answered, (select count(*)::int from forms where state = 'open') as open
     from form_answers a join leads l on l.workspace_id = a.workspace_id and l.id = a.lead_id
     where a.answers ? 'influences' and l.stage = 'customer'`,
  )) as { answered: number; open: number };
  expect(open).toBe(2);
  expect(answered).toBeGreaterThan(20);
});
