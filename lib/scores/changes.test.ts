import { expect, test } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createWorkspace } from "#db/testing/factories.ts";
import { dimensionsText } from "./changes.ts";
import { rescoreRange } from "./rescore.ts";
import { activateNextVersion, createActiveSheet, SMALL_SHEET } from "./testing.ts";

useTestDatabase();

test("dimensions are written as PostgreSQL prints them, whatever the order and number of keys", async () => {
  const ws = await createWorkspace();
  const samples: Record<string, number>[] = [
    {},
    { fit: -3 },
    { engagement: 12, fit: 0, b2b: 1, a_b: 2, "a-b": 3, aa: 4, zz9: 5 },
  ];
  for (const dimensions of samples) {
    const { rows } = await inWorkspace(ws, (tx) =>
      tx.$client.query<{ text: string }>("select $1::jsonb::text as text", [JSON.stringify(dimensions)]),
    );
    expect(dimensionsText(dimensions)).toBe(rows[0]?.text);
  }
});

test("a new version of a sheet writes only the scores that it changes", async () => {
  const ws = await createWorkspace();
  const sheet = await createActiveSheet(ws);
  const range = await inWorkspace(ws, async (tx) => {
    const { rows } = await tx.$client.query<{ id: number }>(
      `insert into leads (workspace_id, attributes) select $1, jsonb_build_object('title', t)
       from unnest(array['CEO', 'CTO', 'CTO', 'CTO']) t returning id::int as id`,
      [ws],
    );
    const ids = rows.map((row) => row.id);
    return { from: Math.min(...ids), to: Math.max(...ids) };
  });
  expect(await rescoreRange(ws, range, "activation")).toMatchObject({ leads: 4, changed: 4 });
  const rules = SMALL_SHEET.rules?.map((rule) =>
    rule.kind === "fit" ? { ...rule, cases: rule.cases?.map((c) => ({ ...c, points: 15 })) } : rule,
  );
  await activateNextVersion(ws, sheet, { ...SMALL_SHEET, rules });
  expect(await rescoreRange(ws, range, "activation")).toMatchObject({
    leads: 4,
    changed: 1,
    groupChanges: 1,
  });
  expect(await rescoreRange(ws, range, "activation")).toMatchObject({ leads: 4, changed: 0 });
});
