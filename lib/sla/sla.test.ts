import { describe, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { acceptHandover } from "../queue/accept-handover.ts";
import { listQueue } from "../queue/list-queue.ts";
import { rejectHandover } from "../queue/reject-handover.ts";
import { listQueueSchema } from "../queue/schemas.ts";
import { createActiveSheet } from "../scores/testing.ts";
import { createLeads, rescoreNow } from "../sheets/testing.ts";
import { getSla } from "./get-sla.ts";
import { getSpeed } from "./get-speed.ts";
import { putSla } from "./put-sla.ts";
import { slaSchema } from "./schemas.ts";
import { slaClock } from "./sla-state.ts";

useTestDatabase();

const HOT = { visits: [1, 2], attributes: { title: "CEO" } };

async function setUp() {
  const workspaceId = await createWorkspace();
  const admin = await createMember(workspaceId, "admin");
  const sales = await createMember(workspaceId, "sales");
  await createActiveSheet(workspaceId);
  const handOver = async () => {
    await rescoreNow(workspaceId, await createLeads(workspaceId, [HOT]));
    const { handovers } = await list();
    const [newest] = handovers;
    if (!newest) throw new Error("nothing was handed over");
    return newest;
  };
  const list = (state: "open" | "decided" = "open") => listQueue(sales.ctx, listQueueSchema.parse({ state }));
  const sql = (text: string, ...values: unknown[]) =>
    inWorkspace(workspaceId, (tx) => tx.$client.query(text, [workspaceId, ...values]));
  return { workspaceId, admin, sales, handOver, list, sql };
}

describe("the clock of a hand-over", () => {
  it("runs from the hand-over where the workspace has a target, and not where it has none", async () => {
    const { admin, handOver } = await setUp();
    expect((await handOver()).sla).toBeNull();
    await putSla(admin.ctx, { sla: slaSchema.parse({ target_minutes: 30 }) });
    const { sla, at } = await handOver();
    expect(sla).toEqual({ due_at: new Date(Date.parse(at) + 30 * 60_000).toISOString(), state: "ok" });
  });

  it("stops at the first answer, in time or late", async () => {
    const { admin, sales, handOver, list, sql } = await setUp();
    await putSla(admin.ctx, { sla: slaSchema.parse({ target_minutes: 30 }) });
    const late = await handOver();
    await sql(
      "update handovers set at = at - interval '2 hours', sla_due_at = sla_due_at - interval '2 hours' where workspace_id = $1",
    );
    const soon = await handOver();
    await rejectHandover(sales.ctx, { id: late.id, reason: "no_need" });
    await acceptHandover(sales.ctx, { id: soon.id });
    const states = new Map((await list("decided")).handovers.map(({ id, sla }) => [id, sla?.state]));
    expect(states.get(late.id)).toBe("missed");
    expect(states.get(soon.id)).toBe("met");
  });

  it("says soon in its last quarter, and late after it", () => {
    const at = new Date("2026-11-20T10:00:00Z");
    const dueAt = new Date("2026-11-20T10:40:00Z");
    const state = (time: string, respondedAt: Date | null = null) =>
      slaClock({ at, dueAt, respondedAt }, new Date(`2026-11-20T${time}Z`))?.state;
    expect(state("10:30:00")).toBe("ok");
    expect(state("10:31:00")).toBe("soon");
    expect(state("10:40:00")).toBe("soon");
    expect(state("10:40:01")).toBe("late");
    expect(state("11:00:00", dueAt)).toBe("met");
  });
});

describe("speed to lead", () => {
  it("is the median of first answers within thirty days, with how many they are", async () => {
    const { sales, handOver, sql } = await setUp();
    expect(await getSpeed(sales.ctx)).toMatchObject({ n: 0, median_seconds: null, days: 30 });
    for (const minutes of [10, 30, 120]) {
      const { id } = await handOver();
      await sql(
        "update handovers set at = at - make_interval(mins => $3) where workspace_id = $1 and id = $2",
        id,
        minutes,
      );
      await acceptHandover(sales.ctx, { id });
    }
    const speed = await getSpeed(sales.ctx);
    expect(speed).toMatchObject({ n: 3, on_time: { n: 0, met: 0 }, target_minutes: null });
    expect(speed.median_seconds).toBeGreaterThanOrEqual(1800);
    expect(speed.median_seconds).toBeLessThan(1860);
    expect(Math.abs((speed.median_working_seconds ?? 0) - (speed.median_seconds ?? 0))).toBeLessThanOrEqual(
      1,
    );
    await sql(
      "update handovers set first_response_at = first_response_at - interval '31 days' where workspace_id = $1",
    );
    expect((await getSpeed(sales.ctx)).n).toBe(0);
  });

  it("leaves out the time in which nobody works", async () => {
    const { admin, sales, handOver, sql } = await setUp();
    const day = ((new Date().getUTCDay() + 2) % 7) + 1; // neither today, yesterday nor tomorrow
    const week = [{ day, from: "09:00", to: "17:00" }];
    await putSla(admin.ctx, { sla: slaSchema.parse({ target_minutes: 60, week }) });
    const { id } = await handOver();
    await sql("update handovers set at = at - interval '1 hour' where workspace_id = $1");
    await acceptHandover(sales.ctx, { id });
    const speed = await getSpeed(sales.ctx);
    expect(speed).toMatchObject({ n: 1, median_working_seconds: 0, on_time: { n: 1, met: 1 } });
    expect(speed.median_seconds).toBeGreaterThanOrEqual(3600);
  });
});

it("refuses levels out of order and time that overlaps", () => {
  const refused = (input: object) => slaSchema.safeParse({ target_minutes: 10, ...input }).success;
  expect(refused({ warn_minutes: 10, reassign_minutes: 5 })).toBe(false);
  expect(refused({ warn_minutes: 10, reassign_minutes: 20 })).toBe(true);
  const hours = (...list: [string, string][]) => ({ week: list.map(([from, to]) => ({ day: 1, from, to })) });
  expect(refused(hours(["09:00", "12:00"], ["11:00", "13:00"]))).toBe(false);
  expect(refused(hours(["09:00", "12:00"], ["12:00", "24:00"]))).toBe(true);
  expect(refused(hours(["12:00", "09:00"]))).toBe(false);
  expect(refused({ week: [] })).toBe(false);
});

it("is for administrators to set and for everybody to read", async () => {
  const { admin, sales } = await setUp();
  await expect(putSla(sales.ctx, { sla: null })).rejects.toMatchObject({ status: 403 });
  await putSla(admin.ctx, { sla: slaSchema.parse({ target_minutes: 15 }) });
  expect((await getSla(sales.ctx)).sla).toMatchObject({ target_minutes: 15, week: null });
  await putSla(admin.ctx, { sla: null });
  expect((await getSla(sales.ctx)).sla).toBeNull();
});
