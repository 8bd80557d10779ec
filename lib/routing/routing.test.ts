import { describe, expect, it } from "vitest";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { listNotifications } from "../notifications/list-notifications.ts";
import { acceptHandover } from "../queue/accept-handover.ts";
import { createActiveSheet, SMALL_SHEET } from "../scores/testing.ts";
import { addAbsence } from "./add-absence.ts";
import { deleteTeam } from "./delete-team.ts";
import { getRouting } from "./get-routing.ts";
import { putTeam } from "./put-team.ts";
import { removeAbsence } from "./remove-absence.ts";
import { setAvailability } from "./set-availability.ts";
import { routingWorld } from "./testing.ts";

useTestDatabase();

const HOUR_MS = 3_600_000;
const around = () => ({
  from: new Date(Date.now() - HOUR_MS).toISOString(),
  to: new Date(Date.now() + HOUR_MS).toISOString(),
});

describe("an assignment", () => {
  it("gives hand-over and lead to whose turn it is, tells who got it and leaves a trail", async () => {
    const { assign, handover, hotLeads, ids, reps, sql } = await routingWorld([1, 1]);
    const [first = 0, second = 0] = await hotLeads(2);
    expect(await assign(first)).toEqual({ state: "done", result: { member: ids[0], team: "reps" } });
    expect(await assign(second)).toMatchObject({ result: { member: ids[1] } });
    expect(await handover(first)).toMatchObject({ owner: ids[0], leadOwner: ids[0], why: null });
    for (const rep of reps)
      expect((await listNotifications(rep.ctx)).notifications).toMatchObject([{ kind: "lead_assigned" }]);
    expect(
      await sql("select action from audit_log where workspace_id = $1 and action like 'routing.assign'"),
    ).toHaveLength(2);
  });

  it("takes the first route that holds on the lead's attributes", async () => {
    const { admin, workspaceId, assign, handover, hotLeads, ids } = await routingWorld([1]);
    const rep = await createMember(workspaceId, "sales");
    await putTeam(admin.ctx, { key: "iberia", name: "Iberia", members: [{ id: rep.memberId, weight: 1 }] });
    const routes = [
      { when: { field: "country", op: "in" as const, value: ["ES", "PT"] }, team: "iberia" },
      { when: { field: "country", op: "exists" as const }, team: "reps" },
    ];
    const [spain = 0] = await hotLeads(1, { attributes: { country: "es" } });
    const [france = 0] = await hotLeads(1, { attributes: { country: "FR" } });
    const [nowhere = 0] = await hotLeads(1);
    await assign(spain, { routes });
    await assign(france, { routes });
    expect(await assign(nowhere, { routes })).toEqual({ state: "skipped", why: "no_route" });
    expect((await handover(spain)).owner).toBe(rep.memberId);
    expect((await handover(france)).owner).toBe(ids[0]);
    expect(await handover(nowhere)).toMatchObject({ owner: null, why: "no_route" });
  });

  it("goes to the lead's owner first, and past an owner who is away", async () => {
    const { admin, assign, handover, hotLeads, ids, sql } = await routingWorld([1, 1]);
    const [a = 0, b = 0, c = 0] = await hotLeads(3);
    await sql("update leads set owner_id = $2 where workspace_id = $1", ids[1]);
    await assign(a);
    expect((await handover(a)).owner).toBe(ids[1]);
    await assign(b, { owner_first: false });
    expect(await handover(b)).toMatchObject({ owner: ids[0], leadOwner: ids[1] });
    await addAbsence(admin.ctx, { member: ids[1], ...around() });
    await assign(c);
    expect(await handover(c)).toMatchObject({ owner: ids[0], leadOwner: ids[1] });
  });

  it("is left unclaimed with the reason where nobody is free", async () => {
    const { admin, assign, handover, hotLeads, ids, reps } = await routingWorld([1]);
    const [a = 0, b = 0, c = 0, d = 0] = await hotLeads(4);
    const [rep] = reps;
    await setAvailability(admin.ctx, { id: ids[0] ?? 0, capacity: 1, week: null, time_zone: null });
    await assign(a);
    expect(await assign(b)).toEqual({ state: "skipped", why: "no_team_member_free" });
    expect(await handover(b)).toMatchObject({ owner: null, why: "all_at_capacity" });
    if (rep) await acceptHandover(rep.ctx, { id: (await handover(a)).id });
    expect(await assign(b)).toMatchObject({ state: "done" });
    expect(await handover(b)).toMatchObject({ owner: ids[0], why: null });
    const absence = await addAbsence(admin.ctx, { member: ids[0], ...around() });
    await assign(c);
    expect(await handover(c)).toMatchObject({ owner: null, why: "all_absent" });
    await removeAbsence(admin.ctx, { id: absence.id });
    // Neither today nor on a day beside it, in whatever zone.
    const elsewhen = [{ day: ((new Date().getUTCDay() + 2) % 7) + 1, from: "09:00", to: "17:00" }];
    await setAvailability(admin.ctx, { id: ids[0] ?? 0, capacity: null, week: elsewhen, time_zone: "UTC" });
    await assign(c);
    expect(await handover(c)).toMatchObject({ owner: null, why: "all_absent" });
    expect(await assign(d, { routes: [{ when: null, team: "nowhere" }] })).toMatchObject({
      why: "unknown_team",
    });
  });

  it("is nothing where no hand-over is open", async () => {
    const { assign, handover, hotLeads, reps } = await routingWorld([1]);
    const [lead = 0] = await hotLeads(1);
    const [rep] = reps;
    if (rep) await acceptHandover(rep.ctx, { id: (await handover(lead)).id });
    expect(await assign(lead)).toEqual({ state: "skipped", why: "no_open_handover" });
  });

  it("passes over members who were removed or do not work the queue any more", async () => {
    const { assign, handover, hotLeads, ids, sql } = await routingWorld([1, 1, 1]);
    await sql("update members set removed_at = now() where workspace_id = $1 and id = $2", ids[0]);
    await sql("update members set role = 'manager' where workspace_id = $1 and id = $2", ids[1]);
    for (const lead of await hotLeads(2)) {
      await assign(lead);
      expect((await handover(lead)).owner).toBe(ids[2]);
    }
  });
});

describe("assignments at once", () => {
  it("keep the weights", async () => {
    const { assign, hotLeads, ids, sql } = await routingWorld([3, 2, 1]);
    const leads = await hotLeads(24);
    await Promise.all(leads.map((lead) => assign(lead)));
    const counts = await sql<{ owner: number; n: number }>(
      "select owner_id::int as owner, count(*)::int as n from handovers where workspace_id = $1 group by 1 order by 1",
    );
    expect(counts).toEqual([12, 8, 4].map((n, place) => ({ owner: ids[place], n })));
  });

  it("keep capacities, also of who is in two teams", async () => {
    const { admin, assign, hotLeads, ids, sql } = await routingWorld([1, 1, 1]);
    const [a = 0, b = 0] = ids;
    await putTeam(admin.ctx, {
      key: "second",
      name: "Second",
      members: [b, a].map((id) => ({ id, weight: 1 })),
    });
    for (const id of ids) await setAvailability(admin.ctx, { id, capacity: 3, week: null, time_zone: null });
    const leads = await hotLeads(20);
    const routes = [{ when: null, team: "second" }];
    const outcomes = await Promise.all(leads.map((lead, n) => assign(lead, n % 2 === 0 ? { routes } : {})));
    const counts = await sql<{ n: number }>(
      "select count(*)::int as n from handovers where workspace_id = $1 and owner_id is not null group by owner_id",
    );
    for (const { n } of counts) expect(n).toBeLessThanOrEqual(3);
    const given = counts.reduce((sum, { n }) => sum + n, 0);
    expect(outcomes.filter(({ state }) => state === "done")).toHaveLength(given);
    expect(given).toBe(9);
  });
});

describe("teams and availability", () => {
  it("are listed with who is there and how many leads each has", async () => {
    const { admin, assign, hotLeads, ids, reps } = await routingWorld([2, 1]);
    const [lead = 0] = await hotLeads(1);
    await assign(lead);
    const [first, second] = reps;
    if (second) await addAbsence(second.ctx, { ...around(), reason: "Holiday" });
    const { teams, workers } = await getRouting(admin.ctx);
    expect(teams).toMatchObject([{ key: "reps", name: "Reps" }]);
    const weightOf = (id: number | undefined) => teams[0]?.members.find((one) => one.id === id)?.weight;
    expect(ids.map(weightOf)).toEqual([2, 1]);
    const by = (id: number | undefined) => workers.find((worker) => worker.id === id);
    expect(by(ids[0])).toMatchObject({ name: first?.email, open: 1, present: true, absences: [] });
    expect(by(ids[1])).toMatchObject({ open: 0, present: false, absences: [{ reason: "Holiday" }] });
  });

  it("are an administrator's; sales notes its own absences", async () => {
    const { ids, reps, admin } = await routingWorld([1, 1]);
    const [rep, other] = reps;
    if (!rep || !other) throw new Error("no reps");
    const team = { key: "x", name: "X", members: [] };
    await expect(putTeam(rep.ctx, team)).rejects.toMatchObject({ status: 403 });
    await expect(deleteTeam(rep.ctx, { key: "reps" })).rejects.toMatchObject({ status: 403 });
    const own = await addAbsence(rep.ctx, around());
    await expect(addAbsence(rep.ctx, { member: ids[1], ...around() })).rejects.toMatchObject({ status: 403 });
    await expect(removeAbsence(other.ctx, { id: own.id })).rejects.toMatchObject({ status: 403 });
    await removeAbsence(rep.ctx, { id: own.id });
    await deleteTeam(admin.ctx, { key: "reps" });
    expect((await getRouting(rep.ctx)).teams).toEqual([]);
  });

  it("take no members of another workspace, nor those who do not work the queue", async () => {
    const { admin, workspaceId, ids } = await routingWorld([1]);
    const marketer = await createMember(workspaceId, "marketer");
    const stranger = await createMember(await createWorkspace(), "sales");
    for (const { memberId } of [marketer, stranger]) {
      const members = [ids[0] ?? 0, memberId].map((id) => ({ id, weight: 1 }));
      await expect(putTeam(admin.ctx, { key: "reps", name: "Reps", members })).rejects.toMatchObject({
        issues: [{ path: "members.1.id" }],
      });
      const rest = { capacity: 1, week: null, time_zone: null };
      await expect(setAvailability(admin.ctx, { id: memberId, ...rest })).rejects.toMatchObject({
        status: 404,
      });
      await expect(addAbsence(admin.ctx, { member: memberId, ...around() })).rejects.toMatchObject({
        status: 404,
      });
    }
  });

  it("keep a team that an active sheet hands leads to", async () => {
    const { admin, workspaceId } = await routingWorld([1]);
    const routes = [{ when: null, team: "reps" }];
    const hot = { key: "hot", name: "Hot", from: { total: 20 } };
    const groups = [
      { key: "cold", name: "Cold", from: {} },
      { ...hot, actions: [{ key: "give", kind: "assign" as const, on: "enter" as const, routes }] },
    ];
    await createActiveSheet(workspaceId, { content: { ...SMALL_SHEET, groups } });
    await expect(deleteTeam(admin.ctx, { key: "reps" })).rejects.toMatchObject({
      status: 409,
      issues: [{ code: "team_in_use" }],
    });
    expect((await getRouting(admin.ctx)).teams).toHaveLength(1);
  });
});
