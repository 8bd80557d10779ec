import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { resetEnv } from "../env.ts";
import { exportLeads } from "../leads/export-leads.ts";
import { getLead } from "../leads/get-lead.ts";
import { joinLeads } from "../leads/join-leads.ts";
import { createSite, identify, visit } from "../leads/joins-testing.ts";
import { recordStage } from "../leads/record-stage.ts";
import { exportLeadsQuery } from "../leads/schemas.ts";
import { eraseLead } from "./erase-lead.ts";
import { ana, anaEverywhere, traces, WORDS } from "./erase-testing.ts";
import { exportLead } from "./export-lead.ts";

process.env.AUTH_SECRET = "a secret of at least thirty-two characters";
resetEnv();
useTestDatabase();

const database = () => process.env.DATABASE_URL ?? "";

test("an erased person is in no table and no export, and is not taken in again", async () => {
  const site = await createSite();
  const id = await anaEverywhere(site);
  const before = await traces(database(), WORDS);
  expect(before.length).toBeGreaterThan(15);
  await expect(eraseLead(site.admin, { id, confirm: "yes" })).rejects.toMatchObject({ code: "invalid" });

  const erased = await eraseLead(site.admin, { id, confirm: ana.email.toUpperCase() });
  expect(erased).toMatchObject({ lead_id: Number(id), events: 3, identities: 3 });
  expect(await traces(database(), WORDS)).toEqual([]);
  const csv = await (await exportLeads(site.admin, exportLeadsQuery.parse({}))).text();
  for (const word of WORDS) expect(csv).not.toContain(word);
  for (const ref of [id, `user:${ana.user}`, `email:${ana.email}`])
    await expect(getLead(site.admin, { id: ref })).rejects.toMatchObject({ code: "not_found" });

  const sent = await site.send(
    visit({ userId: ana.user }),
    visit({ anonymousId: ana.browser }),
    identify({ userId: "a-new-id-of-hers" }, { email: ana.email, name: ana.name }),
    visit({ userId: "another" }),
  );
  expect(sent).toEqual({ accepted: 1, rejected: 3 });
  const kept = await inWorkspace(site.workspaceId, (tx) =>
    tx.$client.query("select reason, payload from rejected_events where workspace_id = $1", [
      site.workspaceId,
    ]),
  );
  expect(kept.rows).toEqual(
    Array.from({ length: 3 }, () => ({
      reason: "the person was erased; nothing is kept of them",
      payload: "",
    })),
  );
  expect(await traces(database(), WORDS)).toEqual([]);
  // Others keep what was theirs: two events with a mark where she was named, one of before, one of now.
  const { attributes, scores } = await getLead(site.admin, { id: "user:another" });
  expect(attributes).toEqual({ referred_by: "[erased]" });
  expect(scores[0]?.total).toBe(10);
});

test("an erasure takes the leads that were joined into the person, and hand-overs stay as a count", async () => {
  const site = await createSite();
  const [one, two] = [`one-${randomUUID()}`, `two-${randomUUID()}`];
  await site.send(
    identify({ userId: one }, { title: "CEO" }),
    identify({ userId: two }),
    visit({ userId: two }),
  );
  const joined = await joinLeads(site.admin, { id: `user:${one}`, with: `user:${two}` });
  await eraseLead(site.admin, { id: `user:${two}`, confirm: String(joined.lead_id) });
  expect(await traces(database(), [one, two])).toEqual([]);
  expect(await site.send(visit({ userId: two }))).toEqual({ accepted: 0, rejected: 1 });
  const tally = await inWorkspace(site.workspaceId, (tx) =>
    tx.$client.query("select state, count from erased_handovers where workspace_id = $1", [site.workspaceId]),
  );
  expect(tally.rows).toEqual([{ state: "open", count: 1 }]);
});

test("an id that may be anything else is looked for only where messages name people", async () => {
  const site = await createSite();
  await site.send(
    identify({ userId: "42" }, { title: "CEO" }),
    { type: "track", userId: "42", properties: { text: "no event name" } },
    { type: "track", userId: "420", properties: { text: "no event name" } },
    { type: "track", userId: "other", event: "shared", properties: { with: "42", order: "1420" } },
  );
  await eraseLead(site.admin, { id: "user:42", confirm: "42" });
  const kept = await inWorkspace(site.workspaceId, (tx) =>
    tx.$client.query<{ payload: string }>("select payload from rejected_events where workspace_id = $1", [
      site.workspaceId,
    ]),
  );
  expect(kept.rows.map(({ payload }) => JSON.parse(payload).userId)).toEqual(["420"]);
  const { events } = (await exportLead(site.admin, { id: "user:other" })) as {
    events: { properties: unknown }[];
  };
  expect(events.map(({ properties }) => properties)).toEqual([{ with: "42", order: "1420" }]);
});

test("a person whose id is a word of the product's own takes nothing else away", async () => {
  const site = await createSite();
  await site.send(identify({ userId: "customer" }), identify({ userId: "marketer1" }, { stage: "customer" }));
  await site.send(visit({ userId: "someone" }));
  await recordStage(site.admin, { id: "user:someone", stage: "customer" });
  await eraseLead(site.admin, { id: "user:customer", confirm: "customer" });
  expect(await getLead(site.admin, { id: "user:someone" })).toMatchObject({ stage: "customer" });
  expect(await getLead(site.admin, { id: "user:marketer1" })).toMatchObject({
    attributes: { stage: "customer" },
  });
});
