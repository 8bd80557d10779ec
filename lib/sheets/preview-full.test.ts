import { beforeAll, describe, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import type { Context } from "../context.ts";
import { seedDemo } from "../demo/seed-demo.ts";
import { loadRestNames } from "../scores/model.ts";
import { explainLead, readChunk } from "../scores/score-chunk.ts";
import type { SheetContent } from "../scoring/schema.ts";
import type { Score } from "../scoring/score.ts";
import { putSegment } from "../segments/put-segment.ts";
import { listMovers } from "./list-movers.ts";
import type { Preview } from "./preview-schemas.ts";
import { previewSheet } from "./preview-sheet.ts";
import { loadPreviewed } from "./previewed.ts";
import { activeSheet, sheetContent } from "./testing.ts";

useTestDatabase();

type Both = { id: number; now: Score | null; draft: Score | null };
const EVERYBODY = { from: 1, to: 2 ** 40 };

/** Every lead of the workspace by the scorer, one at a time, with every contribution: nothing is sampled or shared. */
async function scoreEverybody(
  workspaceId: number,
  input: { key: string; segment?: string },
  content: SheetContent | null,
  asOf: number,
): Promise<Both[]> {
  return inWorkspace(workspaceId, async (tx) => {
    const { sheets } = await loadPreviewed(tx, workspaceId, input, content);
    const names = await loadRestNames(tx, workspaceId);
    const both = [sheets.draft, ...(sheets.now ? [sheets.now] : [])];
    const chunk = await readChunk(tx, workspaceId, both, names, EVERYBODY, asOf, false);
    const scored = chunk.leads.ids.map((id, place): Both => {
      const [draft, now] = [sheets.draft, sheets.now].map((sheet) =>
        sheet?.segment.test(chunk.leads.attributes[place] ?? {}, asOf)
          ? explainLead(chunk, place, sheet, asOf)
          : null,
      );
      return { id, now: now ?? null, draft: draft ?? null };
    });
    return scored.filter(({ now, draft }) => now || draft);
  });
}

/** The figures that a preview shows, as numbers under names, counted from full scores. */
function figuresOf(leads: readonly Both[], preview: Preview, content: SheetContent): Record<string, number> {
  const found: Record<string, number> = { moved: 0 };
  const count = (name: string) => {
    found[name] = (found[name] ?? 0) + 1;
  };
  const last = preview.histogram.length - 1;
  const binOf = (total: number) =>
    preview.histogram.findIndex(
      ({ from, to }, n) => total >= from && (total < to || (n === last && total <= to)),
    );
  for (const { now, draft } of leads) {
    for (const [side, score] of Object.entries({ now, draft })) {
      if (!score) continue;
      count(score.excluded === null ? `${side} ${score.group}` : `${side} excluded`);
      count(`${side} bin ${binOf(score.total)}`);
    }
    const [from, to] = [now?.group ?? null, draft?.group ?? null];
    if (from !== to) {
      count("moved");
      count(`${from} to ${to}`);
    }
    for (const { rule, times } of draft?.contributions ?? []) if (times > 0) count(`rule ${rule}`);
  }
  expect(content.rules.length).toBe(preview.rules.length);
  return found;
}

function previewFigures(preview: Preview): Record<string, number> {
  const rows: [string, number | null][] = [
    ["moved", preview.moved],
    ...preview.groups.flatMap((group): [string, number | null][] => [
      [`now ${group.key}`, group.now],
      [`draft ${group.key}`, group.draft],
    ]),
    ["now excluded", preview.excluded.now],
    ["draft excluded", preview.excluded.draft],
    ...preview.histogram.flatMap((bin, n): [string, number | null][] => [
      [`now bin ${n}`, bin.now],
      [`draft bin ${n}`, bin.draft],
    ]),
    ...preview.moves.map(({ from, to, leads }): [string, number] => [`${from} to ${to}`, leads]),
    ...preview.rules.map(({ rule, leads }): [string, number] => [`rule ${rule}`, leads]),
  ];
  return Object.fromEntries(rows.filter(([name, n]) => n !== null && (n > 0 || name === "moved"))) as Record<
    string,
    number
  >;
}

describe("on the demo workspace", () => {
  let demo = 0;
  let ctx: Context;
  beforeAll(async () => {
    demo = (await seedDemo({ now: new Date(), seed: 5, leads: 1_200 })).workspaceId;
    ctx = (await createMember(demo, "marketer")).ctx;
  }, 120_000);

  it("equals a full scoring: groups, moves, histogram, counts and opportunities by rule, lists of movers", async () => {
    const key = "dealership";
    const asOf = new Date();
    const preview = await previewSheet(ctx, { key, as_of: asOf.toISOString() });
    const leads = await scoreEverybody(demo, { key }, null, asOf.getTime());
    const content = await inWorkspace(
      demo,
      async (tx) => (await loadPreviewed(tx, demo, { key }, null)).content,
    );
    expect(preview.sample).toEqual({
      size: leads.length,
      leads: leads.length,
      scale: 1,
      exact: true,
      margin: 0,
    });
    expect(preview.moved).toBeGreaterThan(0);
    expect(previewFigures(preview)).toEqual(figuresOf(leads, preview, content));

    const won = await inWorkspace(demo, (tx) =>
      tx.$client.query<{ lead_id: string }>(
        "select distinct lead_id from stage_history where workspace_id = $1 and stage in ('opportunity', 'customer')",
        [demo],
      ),
    );
    const winners = new Set(won.rows.map((row) => Number(row.lead_id)));
    for (const { rule, opportunities } of preview.rules) {
      const counted = leads.filter(
        ({ id, draft }) =>
          winners.has(id) && draft?.contributions.some((c) => c.rule === rule && c.times > 0),
      );
      expect(opportunities, rule).toBe(counted.length);
    }
    for (const direction of ["enter", "leave"] as const) {
      const list = await listMovers(ctx, { key, group: "hot", direction, as_of: asOf.toISOString() });
      const moving = leads.filter(({ now, draft }) => {
        const [was, is] = [now?.group === "hot", draft?.group === "hot"];
        return direction === "enter" ? is && !was : was && !is;
      });
      expect(new Set(list.movers.map((mover) => mover.lead_id))).toEqual(new Set(moving.map(({ id }) => id)));
      expect(list.leads).toBe(moving.length);
      for (const mover of list.movers) {
        const lead = moving.find(({ id }) => id === mover.lead_id);
        expect([mover.before, mover.after]).toEqual([lead?.now?.total ?? null, lead?.draft?.total ?? null]);
      }
    }
  });
});

describe("on a sample", () => {
  it("is within the bound that it states, figure by figure", async () => {
    const workspaceId = await createWorkspace();
    const { ctx } = await createMember(workspaceId, "marketer");
    await putSegment(ctx, { key: "spain", name: "Spain", when: { field: "country", op: "eq", value: "ES" } });
    // Attributes as a hash of the row scatters them: the sample's pattern in the ids has nothing to hold on to.
    await inWorkspace(workspaceId, (tx) =>
      tx.$client.query(
        `insert into leads (workspace_id, attributes)
         select $1, jsonb_strip_nulls(jsonb_build_object(
           'country', case when abs(hashint4(n)) % 10 < 6 then 'ES' else 'FR' end,
           'title', case abs(hashint4(n + 500000)) % 7 when 0 then 'CEO' when 1 then 'Buyer' when 2 then 'CTO' end,
           'size', abs(hashint4(n + 900000)) % 60,
           'occupation', case when abs(hashint4(n + 700000)) % 20 = 0 then 'student' end))
         from generate_series(1, 25000) n`,
        [workspaceId],
      ),
    );
    const size = (points: number) => ({
      key: "size",
      name: "Size",
      category: "person",
      kind: "fit" as const,
      cases: [40, 20, 10].map((from, n) => ({
        when: { field: "size", op: "gt" as const, value: from },
        points: points - n * 5,
      })),
    });
    const [title] = sheetContent().rules.filter(({ key }) => key === "title");
    if (!title) throw new Error("no such rule");
    await activeSheet(workspaceId, "cars", "spain", sheetContent({ rules: [title, size(12)] }));
    const content = sheetContent({ rules: [title, size(20)] });
    const preview = await previewSheet(ctx, { key: "cars", content });
    const leads = await scoreEverybody(workspaceId, { key: "cars" }, content, Date.now());
    const { sample } = preview;
    expect(sample).toMatchObject({ size: 5_000, exact: false });
    expect(sample.margin).toBeLessThan(leads.length * 0.03);
    expect(Math.abs(sample.leads - leads.length)).toBeLessThanOrEqual(sample.margin);
    const truth = figuresOf(leads, preview, content);
    const shown = previewFigures(preview);
    expect(Object.keys(truth).length).toBeGreaterThan(15);
    for (const name of new Set([...Object.keys(truth), ...Object.keys(shown)]))
      expect(Math.abs((shown[name] ?? 0) - (truth[name] ?? 0)), name).toBeLessThanOrEqual(sample.margin);
  });
});
