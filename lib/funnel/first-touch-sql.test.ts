import fc from "fast-check";
import { expect, test } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { leadAttributes, leads } from "#db/schema/index.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createWorkspace, only } from "#db/testing/factories.ts";
import { firstTouch } from "./first-touch.ts";
import { firstSource } from "./first-touch-sql.ts";

useTestDatabase();

const value = fc.oneof(
  fc.constantFrom<unknown>("ads", " Fair ", "", "   ", "a\tb", 7, true, null, { deep: 1 }, ["x"]),
  fc.string({ maxLength: 130, unit: "grapheme-ascii" }),
);
const told = fc.uniqueArray(
  fc.record({
    key: fc.constantFrom("source", "Lead Source", "utm_source", "UTM-Source", "origin", "campaign", "city"),
    value,
    at: fc.constantFrom(Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 2), Date.UTC(2026, 0, 3)),
  }),
  { maxLength: 6, selector: ({ key, at }) => `${key} ${at}` },
);

test("SQL says the same first source as the journeys' definition, whatever was told", async () => {
  const workspaceId = await createWorkspace();
  await fc.assert(
    fc.asyncProperty(told, async (facts) => {
      const found = await inWorkspace(workspaceId, async (tx) => {
        const { id } = only(await tx.insert(leads).values({ workspaceId }).returning({ id: leads.id }));
        if (facts.length > 0)
          await tx.insert(leadAttributes).values(
            facts.map(({ key, value, at }) => ({
              workspaceId,
              leadId: id,
              key,
              value,
              knownAt: new Date(at),
            })),
          );
        const { rows } = await tx.$client.query<{ source: string | null }>(
          `select ${firstSource("$2::bigint")} as source`,
          [workspaceId, id],
        );
        return rows[0]?.source ?? "";
      });
      // Of two names that fold to the same one, told at one instant, none is the first.
      const folded = facts.map(({ key, at }) => `${key.toLowerCase().replace(/[^a-z]/g, "_")} ${at}`);
      fc.pre(new Set(folded).size === folded.length);
      expect(found).toBe(firstTouch(facts, null).source);
    }),
    { numRuns: 150 },
  );
});
