import { describe, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, unique } from "#db/testing/factories.ts";
import { writeEvents } from "../events/write.ts";
import { recordStages } from "../leads/record-stages.ts";
import { writeLeads } from "../leads/write.ts";
import { naiveAttributes, naiveHolds, naiveScore } from "../scoring/naive.test-helper.ts";
import type { SheetContent } from "../scoring/schema.ts";
import { sheetContent } from "../sheets/testing.ts";
import { getThresholds } from "./get-thresholds.ts";
import type { Thresholds } from "./schemas.ts";
import { content, drawLeads, key, now, type PlainLead, when, writeWorld } from "./world.test-helper.ts";

useTestDatabase();

const DAY = 86_400_000;
const [WATCH, HORIZON, DAYS] = [30, 60, 250];
const asked = {
  key,
  as_of: new Date(now).toISOString(),
  watch_days: WATCH,
  horizon_days: HORIZON,
  days: DAYS,
};

const rising: SheetContent = {
  ...content,
  rules: [
    ...content.rules,
    {
      ...{ key: "blog", name: "Read the blog", category: "web", kind: "behaviour", event: "page_viewed" },
      ...{ where: { field: "path", op: "eq", value: "/blog" }, points: -12, limit: null },
      ...{ window_days: 15, half_life_days: 4 },
    },
  ],
};

type Known = { begin: number; won: number | null; scores: { at: number; total: number }[] };

/** Every instant at which this sheet's score can change, scored by the naive reading of the contract. */
function followNaively(lead: PlainLead, sheet: SheetContent): Known | null {
  const begin = Math.min(
    ...lead.attributes.map(({ knownAt }) => knownAt),
    ...lead.events.map(({ at }) => at),
  );
  const won = lead.stages.map(({ at }) => at).sort((a, b) => a - b)[0] ?? null;
  const to = Math.min(begin + WATCH * DAY, now, won ?? now);
  const instants = new Set([begin, ...lead.attributes.map(({ knownAt }) => knownAt)]);
  for (const { at } of lead.events) for (let day = 0; day <= WATCH; day++) instants.add(at + day * DAY);
  const inside = [...instants].filter((at) => at >= begin && at <= to).sort((a, b) => a - b);
  const isMember = (at: number) => naiveHolds(when, naiveAttributes(lead.attributes, at), at);
  if (!inside.some(isMember)) return null;
  const scores = inside.filter(isMember).flatMap((at) => {
    const { total, dimensions, excluded } = naiveScore(sheet, lead.attributes, lead.events, at);
    return excluded === null && (dimensions.behaviour ?? 0) >= 1 ? [{ at, total }] : [];
  });
  return { begin, won, scores };
}

function countNaively(leads: readonly PlainLead[], sheet: SheetContent) {
  const known = leads.flatMap((lead) => followNaively(lead, sheet) ?? []);
  const looked = known.filter(({ begin }) => begin >= now - DAYS * DAY);
  const fresh = looked.filter(({ begin, won }) => won === null || won > begin);
  const matured = fresh.filter(({ begin }) => begin + (WATCH + HORIZON) * DAY <= now);
  const converted = matured.filter(
    ({ begin, won }) => won !== null && won <= begin + (WATCH + HORIZON) * DAY,
  );
  const recent = fresh.filter(({ begin }) => begin > now - (WATCH + 84) * DAY && begin + WATCH * DAY <= now);
  const handing = (list: Known[], from: number) =>
    list.flatMap((lead) => {
      const first = lead.scores.find(
        ({ at, total }) => total >= from && (lead.won === null || at < lead.won),
      );
      return first ? [{ ...lead, at: first.at }] : [];
    });
  return {
    leads: { matured: matured.length, opportunities: converted.length, open: fresh.length - matured.length },
    at(from: number) {
      const handed = handing(matured, from);
      const right = handed.filter(({ won, at }) => won !== null && won > at && won <= at + HORIZON * DAY);
      return {
        handed: handed.length,
        right: right.length,
        precision: handed.length === 0 ? undefined : right.length / handed.length,
        recall: right.length / converted.length,
        week: handing(recent, from).length / 12,
      };
    },
  };
}

const cutAt = ({ cuts }: Thresholds, from: number) => cuts.find((cut) => cut.from === from);

describe("getThresholds", () => {
  it.each([
    ["points that only fade", content],
    ["minus points that fade, so that scores rise by time alone", rising],
  ])("gives the figures of an independent calculation for every cut: %s", async (_, sheet) => {
    const leads = drawLeads(7, 260);
    const { ctx } = await writeWorld(leads);
    const found = await getThresholds(ctx, { ...asked, content: sheet });
    const naive = countNaively(leads, sheet);
    expect(found.leads).toMatchObject(naive.leads);
    expect(found.leads.matured).toBeGreaterThan(100);
    expect(found.cuts.length).toBeGreaterThan(30);
    for (const cut of found.cuts) {
      const want = naive.at(cut.from);
      expect({ from: cut.from, handed: cut.handed_over, right: cut.opportunities }).toEqual({
        from: cut.from,
        handed: want.handed,
        right: want.right,
      });
      expect(cut.precision?.rate).toEqual(want.precision);
      expect(cut.recall?.rate).toBeCloseTo(want.recall, 12);
      expect(cut.per_week?.rate).toBeCloseTo(want.week, 12);
      if (want.precision !== undefined && cut.opportunities_per_week)
        expect(cut.opportunities_per_week.rate).toBeCloseTo(want.week * want.precision, 12);
    }
    // The figures do vary: this is no comparison of noughts.
    expect(new Set(found.cuts.map((cut) => cut.opportunities)).size).toBeGreaterThan(10);
    expect(found.handover).toEqual({ key: "hot", name: "Hot", total: 30, dimensions: { behaviour: 1 } });
    expect(found.ready).toMatchObject({ enough: true, earliest: null });
  });

  it("leaks nothing: what happens after an instant changes no figure that is asked for as of it", async () => {
    const leads = drawLeads(11, 120);
    const { workspaceId, ctx, ids } = await writeWorld(leads);
    const past = now - 40 * DAY;
    const asOf = { ...asked, as_of: new Date(past).toISOString() };
    const before = await getThresholds(ctx, asOf);
    const today = await getThresholds(ctx, asked);
    expect(before.leads.matured).toBeGreaterThan(30);
    await inWorkspace(workspaceId, async (tx) => {
      const known = ids.filter((_, n) => (leads[n]?.begin ?? now) <= past);
      const emails = await tx.$client.query<{ email: string }>(
        "select email from leads where workspace_id = $1 and id = any($2::bigint[]) order by id",
        [workspaceId, known],
      );
      const told = emails.rows.map(({ email }, n) => ({
        email,
        attributes: n % 2 === 0 ? { title: "CEO" } : { country: "FR", occupation: "student" },
        knownAt: new Date(past + 1),
      }));
      await writeLeads(tx, workspaceId, told);
      const visits = known.map((leadId, n) => ({
        leadId,
        name: n % 3 === 0 ? "demo_requested" : "page_viewed",
        occurredAt: new Date(past + 1 + (n % 20) * DAY),
        messageId: unique("future"),
        properties: n % 3 === 0 ? {} : { path: "/pricing" },
      }));
      await writeEvents(tx, workspaceId, visits, {});
      const won = known.map((leadId, n) => ({
        leadId,
        stage: "opportunity" as const,
        at: new Date(past + 1 + (n % 30) * DAY),
      }));
      await recordStages(tx, workspaceId, won, { origin: "api" });
    });
    expect(await getThresholds(ctx, asOf)).toEqual(before);
    expect((await getThresholds(ctx, asked)).leads).not.toEqual(today.leads);
  });

  it("what happens to a lead after its watch and horizon changes nothing today", async () => {
    const leads = drawLeads(13, 80);
    const { workspaceId, ctx, ids } = await writeWorld(leads);
    const before = await getThresholds(ctx, asked);
    await inWorkspace(workspaceId, async (tx) => {
      const late = ids.flatMap((leadId, n) => {
        const begin = leads[n]?.begin ?? now;
        const at = begin + (WATCH + HORIZON) * DAY + 1;
        const isNew = leads[n]?.stages.every((stage) => stage.at > at) ?? false;
        return at < now && isNew ? [{ leadId, at: new Date(at) }] : [];
      });
      expect(late.length).toBeGreaterThan(10);
      await writeEvents(
        tx,
        workspaceId,
        late.map(({ leadId, at }) => ({
          leadId,
          name: "demo_requested",
          occurredAt: at,
          messageId: unique("late"),
          properties: {},
        })),
        {},
      );
      await recordStages(
        tx,
        workspaceId,
        late.map((one) => ({ ...one, stage: "opportunity" as const })),
        { origin: "api" },
      );
    });
    const after = await getThresholds(ctx, asked);
    const counts = ({ cuts, leads: cohort }: Thresholds) => ({ cuts, cohort });
    expect(counts(after)).toEqual(counts(before));
  });

  it("in pilot mode says what is missing to set a threshold, and when there would be enough", async () => {
    const leads = drawLeads(17, 60);
    const { ctx } = await writeWorld(leads);
    const pilot = sheetContent({ groups: [{ key: "cold", name: "Cold", from: {} }] });
    const found = await getThresholds(ctx, { ...asked, content: pilot });
    expect(found.handover).toBeNull();
    expect(found.ready).toMatchObject({ enough: false, needs: { leads: 100, opportunities: 20 } });
    expect(found.ready.earliest).toBeNull();
    const { ctx: other } = await writeWorld(drawLeads(19, 240));
    const later = await getThresholds(other, { ...asked, content: pilot, horizon_days: 180 });
    expect(later.ready.enough).toBe(false);
    expect(new Date(later.ready.earliest ?? 0).getTime()).toBeGreaterThan(now);
  });

  it("chooses a cut from what sales can take, and asks a named version", async () => {
    const { ctx } = await writeWorld(drawLeads(23, 200));
    const found = await getThresholds(ctx, { ...asked, version: 1, goal: { capacity: 2 } });
    expect(cutAt(found, found.chosen ?? -1)?.per_week?.rate).toBeLessThanOrEqual(2);
    expect(cutAt(found, (found.chosen ?? 0) - 1)?.per_week?.rate).toBeGreaterThan(2);
    await expect(getThresholds(ctx, { ...asked, version: 9 })).rejects.toMatchObject({ status: 404 });
    await expect(getThresholds(ctx, { ...asked, content: { rules: 1 } })).rejects.toMatchObject({
      code: "invalid_sheet",
    });
    const stranger = await createMember(await createWorkspace(), "marketer");
    await expect(getThresholds(stranger.ctx, asked)).rejects.toMatchObject({ status: 404 });
  });

  it("has no cut, no rate and no end where nobody is in the segment", async () => {
    const { ctx } = await writeWorld([]);
    const found = await getThresholds(ctx, asked);
    expect(found).toMatchObject({ cuts: [], peaks: [], chosen: null, leads: { matured: 0, open: 0 } });
    expect(found.ready).toMatchObject({ enough: false, earliest: null });
  });
});
