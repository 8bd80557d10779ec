import { beforeAll, describe, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, only, type TestMember } from "#db/testing/factories.ts";
import { parseInput } from "../http/parse.ts";
import { listTimeline } from "./list-timeline.ts";
import { recordStage } from "./record-stage.ts";
import { recordStageBody } from "./schemas.ts";
import { createLead, daysAgo } from "./testing.ts";

useTestDatabase();

let ws: number;
let sales: TestMember;
let manager: TestMember;
let lead: number;

beforeAll(async () => {
  ws = await createWorkspace();
  sales = await createMember(ws, "sales");
  manager = await createMember(ws, "manager");
  lead = await createLead(ws);
});

describe("recording a stage", () => {
  const record = (body: Record<string, unknown>, id = String(lead), ctx = sales.ctx) =>
    recordStage(ctx, { id, ...parseInput(recordStageBody, body) });

  it("moves the lead, once for the same instant, and is audited", async () => {
    const body = { stage: "opportunity", at: new Date().toISOString(), reason: "demo", value: 1200.5 };
    expect(await record(body)).toMatchObject({ outcome: "created", current_stage: "opportunity" });
    expect(await record(body)).toMatchObject({ outcome: "unchanged" });
    const item = (await listTimeline(sales.ctx, { id: String(lead), limit: 50 })).items.find(
      (i) => i.kind === "stage" && i.stage === "opportunity",
    );
    expect(item).toMatchObject({ reason: "demo", value: 1200.5, by: sales.email, origin: "api" });
    const rows = await inWorkspace(
      ws,
      async (tx) =>
        (
          await tx.$client.query("select action from audit_log where workspace_id = $1 and subject = $2", [
            ws,
            `lead:${lead}`,
          ])
        ).rows,
    );
    expect(only(rows)).toEqual({ action: "leads.record_stage" });
  });

  it("leaves a newer stage in place when an older one comes late", async () => {
    expect(await record({ stage: "sql", at: daysAgo(2).toISOString() })).toMatchObject({
      outcome: "created",
      current_stage: "opportunity",
    });
  });

  it("records a hand-over made outside for an mql that no sheet handed over", async () => {
    const cold = await createLead(ws, { email: "cold@example.test" });
    await record({ stage: "mql", at: "2026-01-01" }, "email:cold@example.test");
    const { items } = await listTimeline(sales.ctx, { id: String(cold), limit: 50 });
    expect(items.find((item) => item.kind === "handover")).toMatchObject({
      version: "imported",
      at: "2026-01-01T00:00:00.000Z",
    });
  });

  it("refuses the future but for a minute of skew", async () => {
    await expect(
      record({ stage: "sql", at: new Date(Date.now() + 120_000).toISOString() }),
    ).rejects.toMatchObject({ code: "invalid" });
    expect(await record({ stage: "sql", at: new Date(Date.now() + 30_000).toISOString() })).toMatchObject({
      outcome: "created",
    });
  });

  it("refuses unknown stages, what cannot be stored, strangers and readers", async () => {
    for (const body of [
      { stage: "won" },
      {},
      { stage: "sql", at: "yesterday" },
      { stage: "sql", reason: "\u0000" },
      { stage: "sql", value: Number.POSITIVE_INFINITY },
    ])
      await expect(async () => record(body)).rejects.toMatchObject({ code: "invalid" });
    await expect(record({ stage: "sql" }, String(lead), manager.ctx)).rejects.toMatchObject({
      code: "forbidden",
    });
    const other = await createMember(await createWorkspace(), "admin");
    await expect(record({ stage: "sql" }, String(lead), other.ctx)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
