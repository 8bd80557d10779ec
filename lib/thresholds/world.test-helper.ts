import { inWorkspace } from "#db/client.ts";
import { randomFrom } from "#db/seed/random.ts";
import { createMember, createWorkspace, unique } from "#db/testing/factories.ts";
import { writeEvents } from "../events/write.ts";
import { recordStages } from "../leads/record-stages.ts";
import type { Stage } from "../leads/stages.ts";
import { writeLeads } from "../leads/write.ts";
import type { NaiveAttribute, NaiveEvent } from "../scoring/naive.test-helper.ts";
import { putSegment } from "../segments/put-segment.ts";
import { activeSheet, sheetContent } from "../sheets/testing.ts";

const DAY = 86_400_000;
export const key = "cars";
/** One instant for all, so that everything falls on the same moments in every part of a test. */
export const now = Math.floor(Date.now() / 1000) * 1000;

export type PlainLead = {
  begin: number;
  attributes: NaiveAttribute[];
  events: NaiveEvent[];
  stages: { stage: Stage; at: number }[];
};

/** Points that fade, a limit, a window, silence, an exclusion, and a hand-over group that asks for behaviour as well. */
export const content = sheetContent({
  rules: [
    {
      key: "pricing",
      name: "Visited pricing",
      category: "web",
      kind: "behaviour",
      event: "page_viewed",
      where: { field: "path", op: "starts_with", value: "/pricing" },
      points: 10,
      limit: { times: 3, per: "lifetime" },
      window_days: 20,
      half_life_days: 10,
    },
    {
      key: "demo",
      name: "Asked for a demo",
      category: "web",
      kind: "behaviour",
      event: "demo_requested",
      where: null,
      points: 25,
      limit: { times: 1, per: "lifetime" },
    },
    {
      key: "quiet",
      name: "Went quiet",
      category: "web",
      kind: "inactivity",
      after_days: 7,
      every_days: 7,
      points: -5,
      limit: { times: 3 },
    },
    {
      key: "title",
      name: "Job title",
      category: "person",
      kind: "fit",
      cases: [{ when: { field: "title", op: "in", value: ["CEO", "CTO"] }, points: 20 }],
    },
  ],
  groups: [
    { key: "cold", name: "Cold", from: {} },
    { key: "hot", name: "Hot", from: { total: 30, behaviour: 1 }, handover: true },
  ],
});
export const when = { field: "country", op: "eq", value: "ES" } as const;

/** Leads of the last 300 days: what they are, learn, do, and what becomes of them, drawn from a seed. */
export function drawLeads(seed: number, size: number): PlainLead[] {
  const random = randomFrom(seed);
  return Array.from({ length: size }, (): PlainLead => {
    const begin = now - random.between(1, 300 * 24) * (DAY / 24);
    const after = (days: number) => begin + Math.floor(random.unit() * days * DAY);
    const attributes: NaiveAttribute[] = [
      { key: "country", value: random.chance(0.9) ? "ES" : "FR", knownAt: begin },
    ];
    if (random.chance(0.4))
      attributes.push({ key: "title", value: random.pick(["CEO", "CTO", "Buyer"]), knownAt: after(40) });
    if (random.chance(0.1)) attributes.push({ key: "occupation", value: "student", knownAt: after(40) });
    if (random.chance(0.15))
      attributes.push({
        key: "country",
        value: random.pick(["ES", "FR"]),
        knownAt: begin + 1 + after(30) - begin,
      });
    const events = Array.from({ length: random.between(0, 9) }, () => {
      const isDemo = random.chance(0.15);
      return {
        messageId: unique("message"),
        name: isDemo ? "demo_requested" : "page_viewed",
        at: Math.min(now, after(60)),
        fields: isDemo ? {} : { path: random.pick(["/pricing", "/pricing/plans", "/blog"]) },
      };
    });
    const stages: PlainLead["stages"] = [];
    const chance = 0.15 + 0.08 * events.filter(({ fields }) => fields.path !== "/blog").length;
    if (random.chance(chance)) stages.push({ stage: "opportunity", at: after(110) });
    if (random.chance(0.1)) stages.push({ stage: "customer", at: after(150) });
    return {
      begin,
      attributes: attributes.filter(({ knownAt }) => knownAt <= now),
      events,
      stages: stages.filter(({ at }) => at <= now),
    };
  });
}

/** Writes those leads into a workspace, one of their own unless given, with the sheet active; ids come in their order. */
export async function writeWorld(leads: readonly PlainLead[], into?: number) {
  const workspaceId = into ?? (await createWorkspace());
  const { ctx } = await createMember(workspaceId, "marketer");
  await putSegment(ctx, { key: "spain", name: "Spain", when });
  const ids = await inWorkspace(workspaceId, async (tx) => {
    const emails = leads.map(() => `${unique("lead")}@example.test`);
    const inputs = leads.flatMap(({ attributes }, n) =>
      attributes.map(({ key: name, value, knownAt }) => ({
        email: emails[n] ?? "",
        attributes: { [name]: value },
        knownAt: new Date(knownAt),
      })),
    );
    const written = await writeLeads(tx, workspaceId, inputs);
    const byEmail = new Map(written.map(({ leadId }, n) => [inputs[n]?.email, leadId]));
    const made = emails.map((email) => byEmail.get(email) ?? 0);
    const events = leads.flatMap((lead, n) =>
      lead.events.map((event) => ({
        leadId: made[n] ?? 0,
        name: event.name,
        occurredAt: new Date(event.at),
        messageId: event.messageId,
        properties: event.fields,
      })),
    );
    await writeEvents(tx, workspaceId, events, {});
    const stages = leads.flatMap((lead, n) =>
      lead.stages.map(({ stage, at }) => ({ leadId: made[n] ?? 0, stage, at: new Date(at) })),
    );
    await recordStages(tx, workspaceId, stages, { origin: "api" });
    return made;
  });
  await activeSheet(workspaceId, key, "spain", content);
  return { workspaceId, ctx, ids };
}
