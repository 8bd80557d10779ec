import { describe, expect, it } from "vitest";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember } from "#db/testing/factories.ts";
import type { Context } from "../context.ts";
import { listNotifications } from "../notifications/list-notifications.ts";
import { acceptHandover } from "../queue/accept-handover.ts";
import { routingWorld } from "../routing/testing.ts";
import { escalateDue } from "./escalate.ts";
import { putSla } from "./put-sla.ts";
import { slaSchema } from "./schemas.ts";

useTestDatabase();

const MINUTE_MS = 60_000;

async function world(levels: { warn_minutes?: number; manager_minutes?: number; reassign_minutes?: number }) {
  const made = await routingWorld([1, 1]);
  const manager = await createMember(made.workspaceId, "manager");
  await putSla(made.admin.ctx, { sla: slaSchema.parse({ target_minutes: 30, ...levels }) });
  const [lead = 0] = await made.hotLeads(1);
  await made.assign(lead);
  const { at } = (await made.sql<{ at: Date }>("select at from handovers where workspace_id = $1"))[0] ?? {};
  const visit = (minutes: number) =>
    escalateDue(undefined, new Date((at?.getTime() ?? 0) + minutes * MINUTE_MS));
  const kinds = async (ctx: Context) =>
    (await listNotifications(ctx)).notifications
      .map(({ kind }) => kind)
      .filter((kind) => kind !== "lead_assigned");
  return { ...made, manager, lead, visit, kinds };
}

describe("a hand-over that nobody answers", () => {
  it("warns its owner, then tells the managers, then goes to the next of the team, each once", async () => {
    const { visit, handover, ids, kinds, lead, manager, reps, sql } = await world({
      warn_minutes: 0,
      manager_minutes: 15,
      reassign_minutes: 60,
    });
    const [first, second] = reps;
    if (!first || !second) throw new Error("no reps");
    expect(await visit(29)).toBe(0);
    expect(await visit(30)).toBe(1);
    expect(await visit(31)).toBe(0);
    expect(await kinds(first.ctx)).toEqual(["sla_warning"]);
    expect(await kinds(second.ctx)).toEqual([]);
    expect(await visit(45)).toBe(1);
    expect(await kinds(manager.ctx)).toEqual(["sla_late"]);
    expect((await handover(lead)).owner).toBe(ids[0]);
    expect(await visit(90)).toBe(1);
    expect((await handover(lead)).owner).toBe(ids[1]);
    expect(await visit(10_000)).toBe(0);
    expect(
      await sql(
        "select detail ->> 'level' as level from audit_log where workspace_id = $1 and action = 'routing.escalate' order by id",
      ),
    ).toEqual(["warn", "manager", "reassign"].map((level) => ({ level })));
  });

  it("does each level that was missed, one a visit, where nothing ran for a while", async () => {
    const { visit } = await world({ warn_minutes: 0, manager_minutes: 15, reassign_minutes: 60 });
    expect([await visit(500), await visit(500), await visit(500), await visit(500)]).toEqual([1, 1, 1, 0]);
  });

  it("skips levels that are not used", async () => {
    const { visit, kinds, manager, reps } = await world({ manager_minutes: 5 });
    expect(await visit(34)).toBe(0);
    expect(await visit(35)).toBe(1);
    expect(await visit(1_000)).toBe(0);
    expect(await kinds(manager.ctx)).toEqual(["sla_late"]);
    if (reps[0]) expect(await kinds(reps[0].ctx)).toEqual([]);
  });

  it("is escalated once by two processes", async () => {
    const { visit } = await world({ warn_minutes: 0 });
    const done = await Promise.all([visit(30), visit(30), visit(30)]);
    expect(done.toSorted()).toEqual([0, 0, 1]);
  });

  it("stays with its owner where nobody else of the team is free", async () => {
    const { visit, handover, ids, lead, sql } = await world({ reassign_minutes: 0 });
    await sql("delete from team_members where workspace_id = $1 and member_id = $2", ids[1]);
    expect(await visit(30)).toBe(1);
    expect((await handover(lead)).owner).toBe(ids[0]);
  });
});

it("one that was answered is escalated no more", async () => {
  const { visit, handover, lead, reps } = await world({ warn_minutes: 0 });
  if (reps[0]) await acceptHandover(reps[0].ctx, { id: (await handover(lead)).id });
  expect(await visit(10_000)).toBe(0);
});

it("one of a lead that is shown as another waits until that is undone", async () => {
  const { hotLeads, lead, sql, visit } = await world({ warn_minutes: 0 });
  const [survivor = 0] = await hotLeads(1);
  await sql("delete from handovers where workspace_id = $1 and lead_id = $2", survivor);
  const join = "update leads set joined_into = $3 where workspace_id = $1 and id = $2";
  await sql(join, lead, survivor);
  expect(await visit(30)).toBe(0);
  await sql(join, lead, null);
  expect(await visit(30)).toBe(1);
});
