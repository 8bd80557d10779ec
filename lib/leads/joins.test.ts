import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember } from "#db/testing/factories.ts";
import { listAudit } from "../workspace/list-audit.ts";
import { getLead } from "./get-lead.ts";
import { getLeadScore } from "./get-lead-score.ts";
import { joinLeads } from "./join-leads.ts";
import { createSite, identify, type Site, snapshot, visit } from "./joins-testing.ts";
import { listJoins } from "./list-joins.ts";
import { listLeads } from "./list-leads.ts";
import { listTimeline } from "./list-timeline.ts";
import { recordStage } from "./record-stage.ts";
import { listLeadsQuery } from "./schemas.ts";
import { undoJoin } from "./undo-join.ts";

useTestDatabase();

let site: Site;
beforeAll(async () => {
  site = await createSite();
});

const person = () => {
  const id = randomUUID();
  return { user: `u-${id}`, email: `${id}@example.test`, browser: `b-${id}`, phone: `p-${id}` };
};
const lead = (ref: string) => getLead(site.admin, { id: ref });
const total = async (ref: string) => (await lead(ref)).scores[0]?.total ?? null;

describe("what messages say of who is who", () => {
  test("an anonymous visitor who says who they are keeps their history", async () => {
    const { user, browser } = person();
    await site.send(visit({ anonymousId: browser }));
    await site.send(identify({ userId: user, anonymousId: browser }, { title: "CEO" }));
    expect(await total(`user:${user}`)).toBe(30);
    expect((await listJoins(site.admin, { id: `user:${user}` })).items).toEqual([]);
  });

  test("a known person and a browser with a history of its own become one lead, scored once", async () => {
    const { user, browser } = person();
    await site.send(visit({ userId: user }));
    await site.send(visit({ anonymousId: browser }), visit({ anonymousId: browser }));
    const known = await lead(`user:${user}`);
    expect(known.scores[0]?.total).toBe(10);
    await site.send(identify({ userId: user, anonymousId: browser }));
    const joined = await lead(`user:${user}`);
    expect(joined.id).toBe(known.id);
    expect(joined.scores[0]?.total).toBe(20); // three visits, of which the sheet counts two
    const { items } = await listTimeline(site.admin, { id: String(known.id), limit: 50 });
    expect(items.filter((item) => item.kind === "event")).toHaveLength(3);
    const [join] = (await listJoins(site.admin, { id: String(known.id) })).items;
    expect(join).toMatchObject({ cause: "message", named: ["user", "anonymous"], by: null, undone_at: null });
    const audit = await listAudit(site.admin, { feature: "leads", limit: 50 });
    expect(audit.entries.find((entry) => entry.subject === `lead:${known.id}`)?.action).toBe("leads.join");
  });

  test("an alias joins what it names, beside the browser it comes from", async () => {
    const { user, browser, phone } = person();
    await site.send(visit({ userId: user }), visit({ anonymousId: phone }));
    await site.send({ type: "alias", userId: user, previousId: phone, anonymousId: browser });
    expect(await total(`user:${user}`)).toBe(20);
    const kinds = (await lead(`user:${user}`)).identities.map(({ value }) => value);
    expect(kinds).toEqual(expect.arrayContaining([user, browser, phone]));
  });

  test("an e-mail address joins a lead that was known by it alone with one known by its user id", async () => {
    const { user, email, browser } = person();
    await site.send(identify({ anonymousId: browser }, { email }), visit({ anonymousId: browser }));
    await site.send(visit({ userId: user }));
    await site.send(identify({ userId: user }, { email }));
    expect(await total(`email:${email}`)).toBe(20);
    expect((await lead(`email:${email}`)).id).toBe((await lead(`user:${user}`)).id);
  });

  test("two people at one computer stay two, and what the browser did before stays with the first", async () => {
    const [one, two] = [person(), person()];
    await site.send(visit({ anonymousId: one.browser }));
    await site.send(identify({ userId: one.user, anonymousId: one.browser }, { email: one.email }));
    await site.send(identify({ userId: two.user, anonymousId: one.browser }, { email: two.email }));
    await site.send(visit({ userId: two.user, anonymousId: one.browser }));
    expect((await lead(`user:${one.user}`)).id).not.toBe((await lead(`user:${two.user}`)).id);
    expect(await total(`user:${one.user}`)).toBe(10);
    expect(await total(`email:${two.email}`)).toBe(10);
    expect((await listJoins(site.admin, { id: `user:${two.user}` })).items).toEqual([]);
  });

  test("two e-mail addresses that one browser used stay two leads", async () => {
    const [one, two] = [person(), person()];
    await site.send(identify({ anonymousId: one.browser }, { email: one.email }));
    await site.send(identify({ anonymousId: one.browser }, { email: two.email }));
    expect((await lead(`email:${one.email}`)).id).not.toBe((await lead(`email:${two.email}`)).id);
  });

  test("one person on many browsers is one lead", async () => {
    const { user } = person();
    const browsers = Array.from({ length: 6 }, () => randomUUID());
    for (const anonymousId of browsers) await site.send(visit({ anonymousId }));
    await site.send(...browsers.map((anonymousId) => identify({ userId: user, anonymousId })));
    expect(await total(`user:${user}`)).toBe(20);
    expect((await lead(`user:${user}`)).identities).toHaveLength(7);
  });

  test("identify calls at once that join the same leads join them once", async () => {
    const { user, browser, email } = person();
    await site.send(visit({ userId: user }), visit({ anonymousId: browser }));
    await Promise.all(
      Array.from({ length: 8 }, () => site.send(identify({ userId: user, anonymousId: browser }, { email }))),
    );
    expect(await total(`user:${user}`)).toBe(20);
    expect((await listJoins(site.admin, { id: `user:${user}` })).items).toHaveLength(1);
  });

  test("events that come while their lead is being joined count for who it is joined into", async () => {
    const { user, browser } = person();
    await site.send(visit({ userId: user }), visit({ anonymousId: browser }));
    await Promise.all([
      ...Array.from({ length: 10 }, () => site.send(visit({ anonymousId: browser }))),
      site.send(identify({ userId: user, anonymousId: browser })),
      ...Array.from({ length: 10 }, () => site.send(visit({ anonymousId: browser }))),
    ]);
    const { items } = await listTimeline(site.admin, { id: `user:${user}`, limit: 50 });
    expect(items.filter((item) => item.kind === "event")).toHaveLength(22);
  });
});

describe("joins by hand and back", () => {
  async function two() {
    const [one, other] = [person(), person()];
    await site.send(identify({ userId: one.user }, { email: one.email, title: "CEO" }, 90));
    await site.send(visit({ userId: one.user }));
    await site.send(identify({ userId: other.user }, { email: other.email, title: "Clerk" }, 40));
    await site.send(visit({ userId: other.user }, 50));
    await recordStage(site.admin, { id: `user:${other.user}`, stage: "sql" });
    return { one, other, a: await lead(`user:${one.user}`), b: await lead(`user:${other.user}`) };
  }

  test("the survivor keeps its id, the other id names it, and lists show one", async () => {
    const { one, a, b } = await two();
    const { ctx } = await createMember(site.workspaceId, "marketer");
    const joined = await joinLeads(ctx, { id: String(b.id), with: `user:${one.user}` });
    expect(joined).toMatchObject({ lead_id: a.id, joined_id: b.id });
    expect((await lead(String(b.id))).id).toBe(a.id);
    expect((await getLeadScore(site.admin, { id: String(b.id) })).lead_id).toBe(a.id);
    // The title that was told last holds; both visits count; the stage is the newest of both.
    expect(await lead(String(a.id))).toMatchObject({ stage: "sql", attributes: { title: "Clerk" } });
    expect(await total(String(a.id))).toBe(20);
    const words = await listLeads(site.admin, listLeadsQuery.parse({ q: b.email?.split("@")[0], limit: 10 }));
    expect(words.items).toEqual([]);
    const all = await listLeads(site.admin, listLeadsQuery.parse({ sort: "-created", limit: 200 }));
    expect(all.items.map(({ id }) => id)).toContain(a.id);
    expect(all.items.map(({ id }) => id)).not.toContain(b.id);
    const [join] = (await listJoins(site.admin, { id: String(b.id) })).items;
    expect(join?.by?.name).toBeDefined();
  });

  test("a join that is undone leaves both leads as if they had never been joined", async () => {
    const plain = await createSite();
    const joining = await createSite();
    const { user, browser, email } = person();
    const before = [
      visit({ userId: user }, 90),
      identify({ userId: user }, { title: "Clerk", email }, 80),
      visit({ anonymousId: browser }, 70),
      identify({ anonymousId: browser }, { title: "CEO", city: "Lugo" }, 60),
    ];
    const after = [
      visit({ anonymousId: browser }, 20),
      identify({ anonymousId: browser }, { title: "CEO", plan: "pro" }, 15),
      identify({ userId: user }, { title: "CEO" }, 10),
      visit({ userId: user }, 5),
    ];
    for (const message of [...before, ...after]) await plain.send(message);
    for (const message of before) await joining.send(message);
    const ids = await Promise.all(
      [`user:${user}`].map((id) => getLead(joining.admin, { id }).then((found) => String(found.id))),
    );
    await joining.send(identify({ userId: user, anonymousId: browser }, {}, 30));
    for (const message of after) await joining.send(message);
    const [id = ""] = ids;
    expect((await getLead(joining.admin, { id })).scores[0]?.total).toBe(40);
    const [join] = (await listJoins(joining.admin, { id })).items;
    await undoJoin(joining.admin, { id, join: String(join?.id) });
    expect(await snapshot(joining.workspaceId)).toEqual(await snapshot(plain.workspaceId));
  });

  test("what a member parted no message joins again, but a member may", async () => {
    const { user, browser } = person();
    await site.send(visit({ userId: user }), visit({ anonymousId: browser }));
    await site.send(identify({ userId: user, anonymousId: browser }));
    const [join] = (await listJoins(site.admin, { id: `user:${user}` })).items;
    const { lead_ids } = await undoJoin(site.admin, { id: `user:${user}`, join: String(join?.id) });
    await site.send(identify({ userId: user, anonymousId: browser }));
    expect(await total(`user:${user}`)).toBe(10);
    await joinLeads(site.admin, { id: String(lead_ids[0]), with: String(lead_ids[1]) });
    expect(await total(`user:${user}`)).toBe(20);
    await expect(undoJoin(site.admin, { id: `user:${user}`, join: String(join?.id) })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  test("a join in the middle of a chain parts only what hangs on it", async () => {
    const names = [person(), person(), person()].map(({ user }) => user);
    for (const userId of names) await site.send(visit({ userId }));
    const [a = "", b = "", c = ""] = names;
    const first = await joinLeads(site.admin, { id: `user:${b}`, with: `user:${c}` });
    const second = await joinLeads(site.admin, { id: `user:${a}`, with: `user:${b}` });
    expect((await lead(`user:${c}`)).id).toBe(second.lead_id);
    await undoJoin(site.admin, { id: `user:${a}`, join: String(second.id) });
    expect((await lead(`user:${b}`)).id).toBe((await lead(`user:${c}`)).id);
    expect((await lead(`user:${a}`)).id).not.toBe((await lead(`user:${b}`)).id);
    expect([await total(`user:${a}`), await total(`user:${b}`)]).toEqual([10, 20]);
    await undoJoin(site.admin, { id: `user:${b}`, join: String(first.id) });
    expect([await total(`user:${b}`), await total(`user:${c}`)]).toEqual([10, 10]);
  });

  test("a lead is not joined with itself, nor by who may not, nor with another workspace's", async () => {
    const { a, b } = await two();
    const id = String(a.id);
    await expect(joinLeads(site.admin, { id, with: id })).rejects.toMatchObject({ code: "invalid" });
    const { ctx } = await createMember(site.workspaceId, "sales");
    await expect(joinLeads(ctx, { id, with: String(b.id) })).rejects.toMatchObject({ code: "forbidden" });
    const elsewhere = await createSite();
    await expect(joinLeads(elsewhere.admin, { id, with: String(b.id) })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("a stage told of the other lead goes back to it", async () => {
    const { a, b } = await two();
    const join = await joinLeads(site.admin, { id: String(a.id), with: String(b.id) });
    await recordStage(site.admin, { id: String(b.id), stage: "customer" });
    expect((await lead(String(a.id))).stage).toBe("customer");
    await undoJoin(site.admin, { id: String(a.id), join: String(join.id) });
    expect([(await lead(String(a.id))).stage, (await lead(String(b.id))).stage]).toEqual(["mql", "customer"]);
    const left = await inWorkspace(site.workspaceId, (tx) =>
      tx.$client.query("select from events where workspace_id = $1 and via_lead_id = any($2::bigint[])", [
        site.workspaceId,
        [a.id, b.id],
      ]),
    );
    expect(left.rowCount).toBe(0);
  });
});
