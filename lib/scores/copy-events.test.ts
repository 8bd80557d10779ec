import { expect, test } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { refreshStatistics } from "#db/statistics.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createWorkspace } from "#db/testing/factories.ts";
import { copyEvents, orderedEvents } from "./copy-events.ts";

useTestDatabase();

test("events that count are read from the covering index, in its order, without a sort", async () => {
  const ws = await createWorkspace();
  const where = `workspace_id = ${ws} and lead_id between 1 and 100000000`;
  await inWorkspace(ws, async (tx) => {
    await tx.$client.query("insert into leads (workspace_id) select $1 from generate_series(1, 2000)", [ws]);
    await tx.$client.query(
      "insert into activities (workspace_id, name, properties, hash) values ($1, 'a', '{}', gen_random_uuid())",
      [ws],
    );
    await tx.$client.query(
      `insert into events (workspace_id, lead_id, occurred_at, activity_id, message_id, ignored)
       select $1, l.id, now() - n * interval '1 hour', a.id, gen_random_uuid(), case when n > 10 then 'bot' end
       from leads l, activities a, generate_series(1, 11) n where l.workspace_id = $1 and a.workspace_id = $1`,
      [ws],
    );
  });
  await refreshStatistics(ws);
  await inWorkspace(ws, async (tx) => {
    const plan = await tx.$client.query<{ "QUERY PLAN": string }>(`explain ${orderedEvents(where, false)}`);
    const text = plan.rows.map((row) => row["QUERY PLAN"]).join("\n");
    expect(text).toContain("events_ordered");
    expect(text).toContain("Index Only Scan");
    expect(text).not.toContain("Sort");
    const events = await copyEvents(tx, where, false);
    expect(events.length).toBe(20_000);
    for (let at = 1; at < events.length; at++) {
      const [lead = 0, before = 0] = [events.leadId[at], events.leadId[at - 1]];
      expect(lead > before || (lead === before && (events.at[at] ?? 0) <= (events.at[at - 1] ?? 0))).toBe(
        true,
      );
    }
  });
});
