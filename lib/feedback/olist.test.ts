import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { importAll } from "../imports/testing.ts";
import { wilson } from "../statistics/wilson.ts";
import { getFeedback } from "./get-feedback.ts";
import { feedbackInputSchema } from "./schemas.ts";

const folder = process.env.HOTSHEET_REAL_DATA ?? "../shared/data";
const file = (name: string) => readFileSync(path.join(folder, name));
const DAY_MS = 86_400_000;

useTestDatabase();

/** Rows of a file without quotes, by their header. */
function rowsOf(name: string): Record<string, string>[] {
  const [header = "", ...lines] = file(name).toString("utf8").trim().split(/\r?\n/);
  const names = header.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    return Object.fromEntries(names.map((key, n) => [key, cells[n] ?? ""]));
  });
}

describe.skipIf(!existsSync(folder))("Olist's funnel (skipped where its folder is absent)", () => {
  it("8,000 handed over, 690 of them within 90 days, by the product's own import and by counting", async () => {
    const { ctx } = await createMember(await createWorkspace(), "admin");
    const qualified = "olist_marketing_qualified_leads_dataset.csv";
    const deals = "olist_closed_deals_dataset.csv";
    await importAll(ctx, "leads", file(qualified), {
      columns: {
        mql_id: "user_id",
        first_contact_date: "known_at",
        origin: "attribute:origin",
        landing_page_id: "attribute:landing_page",
      },
    });
    const mql = { columns: { mql_id: "user_id", first_contact_date: "at" }, stage: "mql" } as const;
    await importAll(ctx, "stages", file(qualified), mql);
    const won = { columns: { mql_id: "user_id", won_date: "at" }, stage: "opportunity" } as const;
    await importAll(ctx, "stages", file(deals), won);

    const report = await getFeedback(ctx, feedbackInputSchema.parse({ version: "imported" }));
    expect(report).toMatchObject({
      handed_over: 8000,
      leads: 8000,
      matured: 8000,
      open: 0,
      reached: { opportunity: 690 },
      later: { opportunity: 151 },
      before_handover: 1,
      conversion: wilson(690, 8000),
    });
    const { rate, low, high } = report.conversion;
    const percent = [rate, low, high].map((x) => ((x ?? 0) * 100).toFixed(1));
    expect(percent).toEqual(["8.6", "8.0", "9.3"]);
    expect(report.days_to_opportunity.median?.toFixed(1)).toBe("14.7");
    // Nobody is censored, so that the curve ends at the plain share.
    expect(report.survival.at(-1)).toMatchObject({ day: 90 });
    expect(report.survival.at(-1)?.converted).toBeCloseTo(690 / 8000, 10);

    const wonAt = new Map(rowsOf(deals).map((row) => [row.mql_id, Date.parse(`${row.won_date}Z`)]));
    const byOrigin = new Map<string | null, { n: number; won: number }>();
    for (const { mql_id, first_contact_date, origin } of rowsOf(qualified)) {
      const key = origin || null;
      const counted = byOrigin.get(key) ?? { n: 0, won: 0 };
      byOrigin.set(key, counted);
      const days = ((wonAt.get(mql_id) ?? Number.NaN) - Date.parse(`${first_contact_date}Z`)) / DAY_MS;
      counted.n++;
      if (days >= 0 && days <= 90) counted.won++;
    }
    expect(report.sources.length).toBe(byOrigin.size);
    for (const { source, handed_over, matured, converted } of report.sources)
      expect({ source, handed_over, matured, converted }).toEqual({
        source,
        handed_over: byOrigin.get(source)?.n,
        matured: byOrigin.get(source)?.n,
        converted: byOrigin.get(source)?.won,
      });
  });
});
