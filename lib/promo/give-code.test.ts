import { describe, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { promoCodes, promoPools } from "#db/schema/index.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, unique } from "#db/testing/factories.ts";
import type { ActionRun } from "../actions/action-run.ts";
import { createLead } from "../programmes/testing.ts";
import { makeCode } from "./pattern.ts";
import { performPromoCode } from "./perform-promo-code.ts";

useTestDatabase();

type PoolInput = Partial<typeof promoPools.$inferInsert> & { codes?: string[] };

async function pool(workspaceId: number, { codes = [], ...more }: PoolInput = {}): Promise<string> {
  const key = unique("pool");
  await inWorkspace(workspaceId, async (tx) => {
    const [made] = await tx
      .insert(promoPools)
      .values({ workspaceId, key, name: key, ...more })
      .returning({ id: promoPools.id });
    if (codes.length > 0)
      await tx.insert(promoCodes).values(codes.map((code) => ({ workspaceId, poolId: made?.id ?? 0, code })));
  });
  return key;
}

const run = (workspaceId: number, leadId: number, key: string): ActionRun<"promo_code"> => ({
  workspaceId,
  id: 1,
  leadId,
  sheet: { id: 1, key: "s", name: "S" },
  versionId: 1,
  versionNumber: 1,
  group: { key: "hot", name: "Hot" },
  on: "enter",
  at: new Date(),
  total: 1,
  action: { key: "a", on: "enter", kind: "promo_code", pool: key },
});
const give = (workspaceId: number, leadId: number, key: string) =>
  inWorkspace(workspaceId, (tx) => performPromoCode(tx, run(workspaceId, leadId, key)));

describe("promo codes", () => {
  it("gives 50 leads at once 50 different codes, and the 51st none", async () => {
    const workspaceId = await createWorkspace();
    const admin = await createMember(workspaceId, "admin");
    const codes = Array.from({ length: 50 }, (_, n) => `CODE-${n}`);
    const key = await pool(workspaceId, { codes });
    const leads = await Promise.all(Array.from({ length: 51 }, () => createLead(workspaceId)));
    const outcomes = await Promise.all(leads.map(({ id }) => give(workspaceId, id, key)));
    const given = outcomes.flatMap((one) => (one.state === "done" ? [String(one.result?.code)] : []));
    expect(given.toSorted()).toEqual(codes.toSorted());
    expect(outcomes.filter(({ state }) => state === "skipped")).toEqual([
      { state: "skipped", why: "pool_empty" },
    ]);
    const told = await inWorkspace(workspaceId, (tx) =>
      tx.$client.query("select kind from notifications where workspace_id = $1 and member_id = $2", [
        workspaceId,
        admin.memberId,
      ]),
    );
    expect(told.rows).toEqual([{ kind: "promo_empty" }]);
  });

  it("gives one lead one code however often and at once it is asked", async () => {
    const workspaceId = await createWorkspace();
    const key = await pool(workspaceId, { pattern: "TEST-********" });
    const lead = await createLead(workspaceId);
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => give(workspaceId, lead.id, key)));
    expect(outcomes.filter(({ state }) => state === "done")).toHaveLength(1);
    expect(outcomes.filter((one) => one.state === "skipped" && one.why === "has_code")).toHaveLength(49);
  });

  it("makes no more of a pattern than its limit, and warns once before", async () => {
    const workspaceId = await createWorkspace();
    const admin = await createMember(workspaceId, "admin");
    const key = await pool(workspaceId, { pattern: "TEST-********", limit: 5, warnBelow: 2 });
    const leads = await Promise.all(Array.from({ length: 6 }, () => createLead(workspaceId)));
    const outcomes = await Promise.all(leads.map(({ id }) => give(workspaceId, id, key)));
    expect(outcomes.filter(({ state }) => state === "done")).toHaveLength(5);
    const told = await inWorkspace(workspaceId, (tx) =>
      tx.$client.query<{ kind: string }>(
        "select kind from notifications where workspace_id = $1 and member_id = $2 order by id",
        [workspaceId, admin.memberId],
      ),
    );
    expect(told.rows.map(({ kind }) => kind)).toEqual(["promo_low", "promo_empty"]);
  });

  it("gives none of a pool that is unknown, closed or over, nor of another workspace's", async () => {
    const workspaceId = await createWorkspace();
    const lead = await createLead(workspaceId);
    const theirs = await pool(await createWorkspace(), { codes: ["X"] });
    const closed = await pool(workspaceId, { codes: ["X"], closed: true });
    const over = await pool(workspaceId, { codes: ["X"], expiresAt: new Date(Date.now() - 1000) });
    const why = async (key: string) => {
      const one = await give(workspaceId, lead.id, key);
      return one.state === "skipped" ? one.why : one.state;
    };
    expect(await why("nothing")).toBe("unknown_pool");
    expect(await why(theirs)).toBe("unknown_pool");
    expect(await why(closed)).toBe("pool_closed");
    expect(await why(over)).toBe("pool_expired");
  });

  it("makes codes that differ in every place that is left open", () => {
    const made = Array.from({ length: 2_000 }, () => makeCode("AB-********"));
    expect(new Set(made).size).toBe(2_000);
    for (const code of made) expect(code).toMatch(/^AB-[A-HJKMNP-Z2-9]{8}$/);
  });
});
