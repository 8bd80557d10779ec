import { expect, test } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { compileCondition } from "../scoring/condition.ts";
import type { Condition } from "../scoring/condition-schema.ts";
import { loadModels, specOf } from "./load-model.ts";
import { readPopulation } from "./population.ts";
import { createWorld, NOW } from "./testing.ts";

useTestDatabase();

test("leads that still have time are counted where they are in the segment", async () => {
  const { workspaceId } = await createWorld(120);
  const software: Condition = { field: "industry", op: "eq", value: "Software" };
  const open = await inWorkspace(workspaceId, async (tx) => {
    const [model] = await loadModels(tx, workspaceId);
    if (!model) throw new Error("no model");
    const spec = await specOf(tx, workspaceId, model);
    const counted: number[] = [];
    for (const when of [{ all: [] }, software, { not: software }] satisfies Condition[]) {
      const segment = compileCondition(when);
      counted.push((await readPopulation(tx, workspaceId, { ...spec, segment }, NOW)).open);
    }
    return counted;
  });
  const [everyone = 0, inside = 0, outside = 0] = open;
  expect(Math.min(inside, outside)).toBeGreaterThan(0);
  expect(inside + outside).toBe(everyone);
});
