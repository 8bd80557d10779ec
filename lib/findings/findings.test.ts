import { describe, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { handovers } from "#db/schema/index.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, unique } from "#db/testing/factories.ts";
import { writeEvents } from "../events/write.ts";
import { recordStages } from "../leads/record-stages.ts";
import { writeLeads } from "../leads/write.ts";
import { naiveAttributes, naiveHolds, naiveScore } from "../scoring/naive.test-helper.ts";
import { acceptSuggestion } from "../sheets/accept-suggestion.ts";
import { inbox } from "../sheets/agreement-testing.ts";
import { getSheet } from "../sheets/get-sheet.ts";
import { itemHash } from "../sheets/items.ts";
import { listSuggestions } from "../sheets/list-suggestions.ts";
import {
  content,
  drawLeads,
  key,
  now,
  type PlainLead,
  when,
  writeWorld,
} from "../thresholds/world.test-helper.ts";
import { getFindings } from "./get-findings.ts";
import { startFindingsDraft } from "./start-draft.ts";

useTestDatabase();

const DAY = 86_400_000;
const [AGE, HORIZON] = [20, 60];
const asked = {
  ...{ key, as_of: new Date(now).toISOString(), age_days: AGE, horizon_days: HORIZON, days: 550 },
  basis: "age" as const,
};

/** What each lead's rules gave it at an age, and what became of it, by the naive reading of the contract. */
function lookNaively(leads: readonly PlainLead[], instant: (lead: PlainLead, begin: number) => number) {
  const counts = { matured: 0, converted: 0, open: 0, before: 0, outside: 0 };
  const rules = new Map(content.rules.map((rule) => [rule.key, { n: 0, converted: 0 }]));
  for (const lead of leads) {
    const begin = Math.min(
      ...lead.attributes.map(({ knownAt }) => knownAt),
      ...lead.events.map(({ at }) => at),
    );
    const at = instant(lead, begin);
    if (at > now) continue;
    const won = lead.stages.map((stage) => stage.at).sort((a, b) => a - b)[0];
    if (!naiveHolds(when, naiveAttributes(lead.attributes, at), at)) counts.outside++;
    else if (won !== undefined && won <= at) counts.before++;
    else if (at + HORIZON * DAY > now) counts.open++;
    else {
      const isConverted = won !== undefined && won <= at + HORIZON * DAY;
      counts.matured++;
      if (isConverted) counts.converted++;
      for (const { rule } of naiveScore(content, lead.attributes, lead.events, at).contributions) {
        const tally = rules.get(rule);
        if (!tally) continue;
        tally.n++;
        if (isConverted) tally.converted++;
      }
    }
  }
  return { counts, rules };
}

describe("getFindings", () => {
  it("counts what an independent calculation counts, at a fixed age", async () => {
    const leads = drawLeads(7, 400);
    const { ctx } = await writeWorld(leads);
    const found = await getFindings(ctx, asked);
    const naive = lookNaively(leads, (_, begin) => begin + AGE * DAY);
    expect(found.leads).toEqual({ ...naive.counts, handed_over: 0 });
    expect(found.enough).toBe(true);
    for (const rule of found.rules)
      expect({ [rule.rule]: rule.with }).toEqual({ [rule.rule]: naive.rules.get(rule.rule) });
    // Whole points, each inside its interval.
    const judged = found.rules.filter(({ points }) => points !== null);
    expect(judged.length).toBeGreaterThan(1);
    for (const { points, low, high } of judged) {
      expect(Number.isInteger(points)).toBe(true);
      expect(low).toBeLessThanOrEqual(points ?? 0);
      expect(high).toBeGreaterThanOrEqual(points ?? 0);
    }
  });

  it("looks at a lead when it is handed over, where that comes before the age", async () => {
    const leads = drawLeads(9, 120);
    const { workspaceId, ctx, ids } = await writeWorld(leads);
    const early = new Map<PlainLead, number>();
    await inWorkspace(workspaceId, async (tx) => {
      const [sheet] = (
        await tx.$client.query<{ id: number; version: number }>(
          `select s.id::int as id, v.id::int as version from sheets s join sheet_versions v on v.workspace_id = s.workspace_id
           and v.sheet_id = s.id where s.workspace_id = $1`,
          [workspaceId],
        )
      ).rows;
      for (const [n, lead] of leads.entries()) {
        if (n % 3 !== 0) continue;
        const at = lead.begin + (5 + (n % 40)) * DAY;
        if (at > now) continue;
        early.set(lead, at);
        const made = { workspaceId, leadId: ids[n] ?? 0, sheetId: sheet?.id, versionId: sheet?.version };
        await tx.insert(handovers).values({ ...made, at: new Date(at) });
      }
    });
    const found = await getFindings(ctx, { ...asked, basis: "either" });
    const either = lookNaively(leads, (lead, begin) =>
      Math.min(early.get(lead) ?? Number.POSITIVE_INFINITY, begin + AGE * DAY),
    );
    expect(found.leads).toMatchObject(either.counts);
    expect(found.leads.handed_over).toBeGreaterThan(5);
    const only = await getFindings(ctx, { ...asked, basis: "handover" });
    const handed = lookNaively(leads, (lead) => early.get(lead) ?? Number.POSITIVE_INFINITY);
    expect(only.leads).toMatchObject({ ...handed.counts, handed_over: handed.counts.matured });
  });

  it("leaks nothing: what happens after an instant changes nothing that is asked for as of it", async () => {
    const leads = drawLeads(21, 400);
    const { workspaceId, ctx, ids } = await writeWorld(leads);
    const past = now - 40 * DAY;
    const asOf = { ...asked, as_of: new Date(past).toISOString() };
    const before = await getFindings(ctx, asOf);
    expect(before.enough).toBe(true);
    await inWorkspace(workspaceId, async (tx) => {
      const known = ids.filter((_, n) => (leads[n]?.begin ?? now) <= past);
      const emails = await tx.$client.query<{ email: string }>(
        "select email from leads where workspace_id = $1 and id = any($2::bigint[]) order by id",
        [workspaceId, known],
      );
      const told = emails.rows.map(({ email }, n) => ({
        email,
        attributes: n % 2 === 0 ? { title: "CEO", plan: "gold" } : { country: "FR" },
        knownAt: new Date(past + 1),
      }));
      await writeLeads(tx, workspaceId, told);
      const events = known.map((leadId, n) => ({
        leadId,
        name: n % 3 === 0 ? "demo_requested" : "chat_started",
        occurredAt: new Date(past + 1 + (n % 20) * DAY),
        messageId: unique("future"),
        properties: {},
      }));
      await writeEvents(tx, workspaceId, events, {});
      const won = known.map((leadId, n) => ({
        ...{ leadId, stage: "opportunity" as const },
        at: new Date(past + 1 + (n % 30) * DAY),
      }));
      await recordStages(tx, workspaceId, won, { origin: "api" });
    });
    expect(await getFindings(ctx, asOf)).toEqual(before);
    expect((await getFindings(ctx, asked)).leads).not.toEqual(before.leads);
  });

  it("concludes nothing from fewer than forty of either outcome, and says so", async () => {
    const { ctx } = await writeWorld(drawLeads(3, 60));
    const found = await getFindings(ctx, asked);
    expect(found).toMatchObject({
      ...{ enough: false, rules: [], candidates: [], validation: null },
      needs: { converted: 40, others: 40, rule: 30 },
    });
    expect(found.leads.matured).toBeGreaterThan(0);
    await expect(getFindings(ctx, { ...asked, version: 7 })).rejects.toMatchObject({ status: 404 });
    const stranger = await createMember(await createWorkspace(), "admin");
    await expect(getFindings(stranger.ctx, asked)).rejects.toMatchObject({ status: 404 });
  });
});

describe("startFindingsDraft", () => {
  const rule = (name: string) => content.rules.find((one) => one.key === name);
  const edit = (name: string, value: object | null) => ({
    id: crypto.randomUUID(),
    item: { kind: "rule" as const, key: name },
    was: itemHash(rule(name)),
    value,
  });
  const proposal = (name: string, value: object | null) => ({
    id: crypto.randomUUID(),
    reason: `Because of ${name}`,
    edits: [edit(name, value)],
  });

  it("opens a draft of the published version and puts each finding on it as a suggestion of its own", async () => {
    const { workspaceId, ctx } = await writeWorld([]);
    const sales = await createMember(workspaceId, "sales");
    const suggestions = [
      proposal("demo", { ...rule("demo"), points: 30 }),
      proposal("quiet", { ...rule("quiet"), muted: true }),
      proposal("title", { ...rule("title") }),
    ];
    const made = await startFindingsDraft(ctx, { key, suggestions });
    expect(made).toMatchObject({
      ...{ key, version: 2, opened: true, made: [suggestions[0]?.id, suggestions[1]?.id] },
      skipped: [{ id: suggestions[2]?.id, why: "unchanged" }],
    });
    // The other side hears of it once; the draft itself is as the published version was.
    expect((await inbox(sales.ctx)).filter((kind) => kind === "suggested")).toHaveLength(1);
    const [draft] = (await getSheet(ctx, { key })).versions;
    expect(draft).toMatchObject({ number: 2, state: "draft", content });
    // Sent again, nothing is made twice.
    expect(await startFindingsDraft(ctx, { key, suggestions })).toMatchObject({
      version: 2,
      opened: false,
      made: made.made,
    });
    // Another try that says the same of the same rule adds nothing to what waits.
    const again = { ...proposal("demo", { ...rule("demo"), points: 30 }), reason: "In other words" };
    expect((await startFindingsDraft(ctx, { key, suggestions: [again] })).skipped).toEqual([
      { id: again.id, why: "suggested" },
    ]);
    const { suggestions: listed } = await listSuggestions(ctx, { key, limit: 50 });
    expect(listed.map(({ reason }) => reason)).toEqual(["Because of quiet", "Because of demo"]);
    await acceptSuggestion(sales.ctx, { key, id: listed[0]?.id ?? 0 });
    const [after] = (await getSheet(ctx, { key })).versions;
    expect(after?.content.rules.find((one) => one.key === "quiet")?.muted).toBe(true);
    expect(after?.content.rules.find((one) => one.key === "demo")).toMatchObject({ points: 25 });
  });

  it("skips what somebody has changed in the draft since, and is closed to those who may not edit", async () => {
    const { workspaceId, ctx } = await writeWorld([]);
    await startFindingsDraft(ctx, { key, suggestions: [proposal("demo", { ...rule("demo"), points: 30 })] });
    const { suggestions: listed } = await listSuggestions(ctx, { key, limit: 50 });
    await acceptSuggestion(ctx, { key, id: listed[0]?.id ?? 0 });
    const late = proposal("demo", { ...rule("demo"), points: 12 });
    expect(await startFindingsDraft(ctx, { key, suggestions: [late] })).toMatchObject({
      ...{ opened: false, made: [], skipped: [{ id: late.id, why: "changed" }] },
    });
    const manager = await createMember(workspaceId, "manager");
    await expect(startFindingsDraft(manager.ctx, { key, suggestions: [late] })).rejects.toMatchObject({
      status: 403,
    });
    const stranger = await createMember(await createWorkspace(), "marketer");
    await expect(startFindingsDraft(stranger.ctx, { key, suggestions: [late] })).rejects.toMatchObject({
      status: 404,
    });
  });
});
