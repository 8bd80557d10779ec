import { expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { auditLog } from "#db/schema/index.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { audit } from "../audit.ts";
import { getWorkspace } from "./get-workspace.ts";
import { listAudit } from "./list-audit.ts";
import { auditQuerySchema, updateWorkspaceSchema } from "./schemas.ts";
import { updateWorkspace } from "./update-workspace.ts";

useTestDatabase();

it("an administrator changes what is given, and the rest and other workspaces stay", async () => {
  const { ctx } = await createMember(await createWorkspace("Acme"), "admin");
  const other = await createMember(await createWorkspace("Other"), "admin");
  const reasons = ["bad_timing", "Wrong region"];
  expect(await updateWorkspace(ctx, { rejection_reasons: reasons })).toMatchObject({
    name: "Acme",
    rejection_reasons: reasons,
  });
  await updateWorkspace(ctx, { name: "Acme Cars", time_zone: "Europe/Madrid", locale: "es" });
  expect(await getWorkspace(ctx)).toEqual({
    id: ctx.workspaceId,
    name: "Acme Cars",
    time_zone: "Europe/Madrid",
    locale: "es",
    currency: "EUR",
    is_demo: false,
    rejection_reasons: reasons,
  });
  expect(await getWorkspace(other.ctx)).toMatchObject({ name: "Other", time_zone: "UTC" });
  const { entries } = await listAudit(ctx, auditQuerySchema.parse({}));
  expect(entries.map((entry) => entry.detail)).toEqual([
    { name: "Acme Cars", time_zone: "Europe/Madrid", locale: "es" },
    { rejection_reasons: reasons },
  ]);
});

it("a change of nothing is no entry in the audit log", async () => {
  const { ctx } = await createMember(await createWorkspace("Acme"), "admin");
  await updateWorkspace(ctx, { name: "Acme" });
  await updateWorkspace(ctx, {});
  expect((await listAudit(ctx, auditQuerySchema.parse({}))).entries).toEqual([]);
});

it.each<[string, unknown]>([
  ["no reasons", { rejection_reasons: [] }],
  ["an empty reason", { rejection_reasons: ["a", "  "] }],
  ["a reason twice", { rejection_reasons: ["Budget", "budget"] }],
  ["too many reasons", { rejection_reasons: Array.from({ length: 21 }, (_, i) => `r${i}`) }],
  ["a zone that is none", { time_zone: "Mars/Olympus" }],
  ["a currency that is none", { currency: "ABC" }],
  ["another workspace's id", { id: 1, name: "x" }],
  ["the demo mark", { is_demo: true }],
])("refuses %s", (_, input) => {
  expect(updateWorkspaceSchema.safeParse(input).success).toBe(false);
});

it("the audit log is read page by page without gap or repetition while it grows", async () => {
  const { ctx } = await createMember(await createWorkspace(), "admin");
  const stranger = await createMember(await createWorkspace(), "admin");
  const write = (from: number, count: number, who = ctx) =>
    inWorkspace(who.workspaceId, async (tx) => {
      for (let i = from; i < from + count; i += 1) await audit(tx, who, "workspace.update", `n:${i}`);
    });
  // In one transaction all entries share an instant, so that the id must break the tie.
  await write(0, 25);
  await write(0, 3, stranger.ctx);
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await listAudit(ctx, auditQuerySchema.parse({ limit: "10", cursor: cursor ?? undefined }));
    seen.push(...page.entries.map((entry) => entry.subject));
    cursor = page.next_cursor;
    await write(100 + seen.length, 1);
  } while (cursor);
  expect(seen).toEqual(Array.from({ length: 25 }, (_, i) => `n:${24 - i}`));
});

it("the audit log is filtered by part and member, and a pattern is only text", async () => {
  const workspace = await createWorkspace();
  const admin = await createMember(workspace, "admin");
  const sales = await createMember(workspace, "sales");
  await inWorkspace(workspace, async (tx) => {
    const { workspaceId } = admin.ctx;
    // No action of today has such a name: the log keeps what older versions wrote.
    await tx.insert(auditLog).values([
      { workspaceId, memberId: admin.memberId, action: "a_b.do", subject: "one", requestId: "one" },
      { workspaceId, memberId: sales.memberId, action: "axb.do", subject: "two", requestId: "two" },
    ]);
  });
  const subjects = async (query: object) =>
    (await listAudit(admin.ctx, auditQuerySchema.parse(query))).entries.map((entry) => entry.subject);
  expect(await subjects({ feature: "a_b" })).toEqual(["one"]);
  expect(await subjects({ member: String(sales.memberId) })).toEqual(["two"]);
  for (const query of [
    { feature: "a%" },
    { feature: "a'" },
    { cursor: "1;2" },
    { cursor: "1_'" },
    { limit: "0" },
  ]) {
    expect(auditQuerySchema.safeParse(query).success).toBe(false);
  }
});
