import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { importAll } from "./testing.ts";

const folder = process.env.HOTSHEET_REAL_DATA ?? "../shared/data";
const file = (name: string) => readFileSync(path.join(folder, name));

useTestDatabase();

describe.skipIf(!existsSync(folder))("real files (skipped where the folder is absent)", () => {
  it("X Education: 9,240 leads by the mapping of the documentation, and none the second time", async () => {
    const { ctx } = await createMember(await createWorkspace(), "admin");
    const mapping = JSON.parse(readFileSync("docs/examples/x-education.mapping.json", "utf8"));
    const content = file("x-education-leads.csv.gz");
    expect(await importAll(ctx, "leads", content, mapping)).toMatchObject({
      state: "done",
      created: 9240,
      refused: 0,
    });
    expect(await importAll(ctx, "leads", content, mapping)).toMatchObject({
      state: "done",
      unchanged: 9240,
      refused: 0,
    });
  });
  it("Olist: 8,000 leads handed over, 842 of them won", async () => {
    const { ctx } = await createMember(await createWorkspace(), "admin");
    const qualified = file("olist_marketing_qualified_leads_dataset.csv");
    const leads = await importAll(ctx, "leads", qualified, {
      columns: {
        mql_id: "user_id",
        first_contact_date: "known_at",
        origin: "attribute:origin",
        landing_page_id: "attribute:landing_page",
      },
    });
    expect(leads).toMatchObject({ created: 8000, refused: 0 });
    const mql = { columns: { mql_id: "user_id", first_contact_date: "at" }, stage: "mql" } as const;
    expect(await importAll(ctx, "stages", qualified, mql)).toMatchObject({ created: 8000, refused: 0 });
    const won = { columns: { mql_id: "user_id", won_date: "at" }, stage: "customer" } as const;
    expect(await importAll(ctx, "stages", file("olist_closed_deals_dataset.csv"), won)).toMatchObject({
      created: 842,
      refused: 0,
    });
  });
});
