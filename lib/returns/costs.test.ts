import { describe, expect, it } from "vitest";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { listAudit } from "../workspace/list-audit.ts";
import { auditQuerySchema } from "../workspace/schemas.ts";
import { deleteCost } from "./delete-cost.ts";
import { exportCosts } from "./export-costs.ts";
import { importCosts } from "./import-costs.ts";
import { listCosts } from "./list-costs.ts";
import { putCost } from "./put-cost.ts";
import { readCosts } from "./read-costs.ts";
import { costsQuery, putCostBody } from "./schemas.ts";

useTestDatabase();

const read = (text: string) => readCosts(Buffer.from(text), "Europe/Madrid", 1_000_000);

describe("a file of costs", () => {
  it("is added up by source and month, as platforms tell costs by day and campaign", async () => {
    const { rows, costs, refusals } = await read(
      "Date,Source,Campaign,Spend\n2026-03-01,Google Ads,A,10.10\n2026-03-31,google ads,B,0.2\n2026-04-01,Google Ads,A,5\n",
    );
    expect([rows, refusals]).toEqual([3, []]);
    expect(costs).toEqual([
      { source: "Google Ads", month: "2026-03", amount: 10.3 },
      { source: "Google Ads", month: "2026-04", amount: 5 },
    ]);
  });

  it("is read in Spanish: semicolons, decimal commas, days first, and months by number", async () => {
    expect(
      (await read("Origen;Fecha;Importe\nferia;31/01/2026;1.234,50 €\nferia;01/02/2026;7,00\n")).costs,
    ).toEqual([
      { source: "feria", month: "2026-01", amount: 1234.5 },
      { source: "feria", month: "2026-02", amount: 7 },
    ]);
    expect((await read("canal;mes;coste\nferia;03/2026;5\nferia;2026-4;6\n")).costs).toEqual([
      { source: "feria", month: "2026-03", amount: 5 },
      { source: "feria", month: "2026-04", amount: 6 },
    ]);
  });

  it("says of each row that it refuses where it is and why, and reads the others", async () => {
    const { costs, refusals } = await read(
      "source,month,amount\n,2026-01,5\nads,2026-13,5\nads,01/02/2026,5\nads,2026-01,five\nads,2026-01,-5\nads,2026-01,5,6\nads,2026-01,7\n",
    );
    expect(refusals.map(({ line, code }) => [line, code])).toEqual([
      [2, "missing_source"],
      [3, "not_a_month"],
      [4, "ambiguous_date"],
      [5, "not_a_number"],
      [6, "negative"],
      [7, "too_many_cells"],
    ]);
    expect(costs).toEqual([{ source: "ads", month: "2026-01", amount: 7 }]);
  });

  it("needs its three columns", async () => {
    expect((await read("who,when,how much\na,b,c\n")).missing).toEqual(["source", "month", "amount"]);
  });
});

async function setUp() {
  const workspaceId = await createWorkspace();
  const { ctx } = await createMember(workspaceId, "marketer");
  const list = async () =>
    (await listCosts(ctx, costsQuery.parse({}))).items.map(({ source, month, amount }) => [
      source,
      month,
      amount,
    ]);
  const send = (text: string, dry_run: "true" | "false") =>
    importCosts(
      ctx,
      { dry_run },
      new Request("http://localhost/api/v1/costs/import", { method: "POST", body: text }),
    );
  return { workspaceId, ctx, list, send };
}

const FILE = "source,month,amount\nads,2026-01,100\nFair,2026-01,50\nads,2026-02,oops\n";

describe("costs", () => {
  it("are kept once for each source and month, whatever capitals it is written in", async () => {
    const { ctx, list } = await setUp();
    await putCost(ctx, { source: "Google Ads", month: "2026-01", amount: 100 });
    const { id } = await putCost(ctx, { source: "google ads", month: "2026-01", amount: 120.55 });
    await putCost(ctx, { source: "GOOGLE ADS", month: "2026-02", amount: 0 });
    expect(await list()).toEqual([
      ["Google Ads", "2026-02", 0],
      ["Google Ads", "2026-01", 120.55],
    ]);
    await deleteCost(ctx, { id });
    await expect(deleteCost(ctx, { id })).rejects.toMatchObject({ status: 404 });
    expect(await list()).toEqual([["Google Ads", "2026-02", 0]]);
    for (const wrong of [{ month: "2026-13" }, { amount: -1 }, { source: " " }, { source: "a\u0000b" }])
      expect(putCostBody.safeParse({ source: "a", month: "2026-01", amount: 1, ...wrong }).success).toBe(
        false,
      );
  });

  it("come from a file only when they are asked to, and again without effect", async () => {
    const { workspaceId, list, send } = await setUp();
    const said = { rows: 3, costs: 2, created: 2, updated: 0, unchanged: 0, total: 150, refused: 1 };
    expect(await send(FILE, "true")).toMatchObject(said);
    expect(await list()).toEqual([]);
    expect(await send(FILE, "false")).toMatchObject(said);
    expect(await list()).toEqual([
      ["Fair", "2026-01", 50],
      ["ads", "2026-01", 100],
    ]);
    expect(await send(FILE, "false")).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
    expect(await send(FILE.replace("100", "90"), "false")).toMatchObject({ updated: 1, unchanged: 1 });
    const admin = await createMember(workspaceId, "admin");
    const { entries } = await listAudit(admin.ctx, auditQuerySchema.parse({ feature: "costs" }));
    expect(entries.map(({ action }) => action)).toEqual(["costs.import", "costs.import", "costs.import"]);
    await expect(send("a,b\n1,2\n", "true")).rejects.toMatchObject({
      status: 422,
      issues: [{ code: "no_source" }],
    });
    await expect(send("", "true")).rejects.toMatchObject({ status: 422, issues: [{ code: "no_rows" }] });
  });

  it("leave as a file that comes in again, and that no spreadsheet runs", async () => {
    const { ctx, send } = await setUp();
    await putCost(ctx, { source: "=cmd()", month: "2026-01", amount: 1.5 });
    // Not `text()`, which drops the mark that spreadsheets need.
    const text = Buffer.from(await (await exportCosts(ctx)).arrayBuffer()).toString();
    expect(text).toBe("\ufeffsource,month,amount,currency\r\n'=cmd(),2026-01,1.5,EUR\r\n");
    expect(await send(text, "true")).toMatchObject({ unchanged: 1, refused: 0 });
  });

  it("are read page by page, and nobody sees another workspace's", async () => {
    const { ctx } = await setUp();
    for (const month of ["2026-01", "2026-02", "2026-03"])
      for (const source of ["a", "b"]) await putCost(ctx, { source, month, amount: 1 });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listCosts>> = await listCosts(
        ctx,
        costsQuery.parse({ limit: 4, ...(cursor === null ? {} : { cursor }) }),
      );
      seen.push(...page.items.map(({ month, source }) => month + source));
      cursor = page.next_cursor;
    } while (cursor !== null);
    expect(seen).toEqual(["2026-03b", "2026-03a", "2026-02b", "2026-02a", "2026-01b", "2026-01a"]);
    const stranger = await createMember(await createWorkspace(), "admin");
    expect((await listCosts(stranger.ctx, costsQuery.parse({}))).items).toEqual([]);
  });
});
