import { beforeAll, describe, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, type TestMember } from "#db/testing/factories.ts";
import { parseInput } from "../http/parse.ts";
import { rescoreLeads } from "../scores/rescore.ts";
import { exportLeads } from "./export-leads.ts";
import { all, createListedLeads } from "./list-testing.ts";
import { listLeadsQuery } from "./schemas.ts";
import { createLead } from "./testing.ts";

useTestDatabase();

let ws: number;
let marketer: TestMember;
beforeAll(async () => {
  ({ ws, marketer } = await createListedLeads());
});

describe("the export", () => {
  const text = async (query: Record<string, string>) =>
    (await exportLeads(marketer.ctx, parseInput(listLeadsQuery, query))).text();

  it("holds the same leads in the same order, with empty cells for what is not scored", async () => {
    const lines = (await text({})).trim().split("\r\n");
    expect(lines).toHaveLength(13);
    expect(lines[0]).toContain("id,email,user_id,name,stage,owner,sheet,version,score");
    expect(lines.slice(1).map((line) => Number(line.split(",")[0]))).toEqual(
      (await all(marketer.ctx, {})).map(({ id }) => id),
    );
    expect(lines.at(-1)).toMatch(/^\d+,[^,]*,,,lead,,,,,,,,/);
  });

  it("is safe to open in a spreadsheet", async () => {
    const id = await createLead(ws, {
      email: "evil@none.test",
      attributes: { name: '=HYPERLINK("http://x")' },
    });
    await inWorkspace(ws, (tx) => rescoreLeads(tx, ws, { ids: [id] }, new Date(), "attribute"));
    expect(await text({ q: "evil" })).toContain(`"'=HYPERLINK(""http://x"")"`);
  });

  it("goes on past its first page", async () => {
    const other = await createWorkspace();
    const { ctx } = await createMember(other, "manager");
    await inWorkspace(other, (tx) =>
      tx.$client.query(
        "insert into leads (workspace_id, email) select $1, 'l' || n || '@x.test' from generate_series(1, 2500) n",
        [other],
      ),
    );
    const csv = await (await exportLeads(ctx, parseInput(listLeadsQuery, {}))).text();
    expect(new Set(csv.trim().split("\r\n")).size).toBe(2501);
  });
});
