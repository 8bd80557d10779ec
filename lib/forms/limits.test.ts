import { beforeAll, expect, it } from "vitest";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { ANSWER_LIMITS } from "./limits.ts";
import { openForm, send } from "./testing.ts";

useTestDatabase();
beforeAll(() => {
  process.env.AUTH_SECRET = "s".repeat(40);
});

it("takes no more than so many answers of one address, however many come at once, and says when it will", async () => {
  const { ctx } = await createMember(await createWorkspace(), "marketer");
  const form = await openForm(ctx);
  const tries = Array.from({ length: ANSWER_LIMITS.address + 20 }, () => send(form, { page: "forged" }));
  const statuses = (await Promise.all(tries)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 422)).toHaveLength(ANSWER_LIMITS.address);
  expect(statuses.filter((status) => status === 429)).toHaveLength(20);
  const { status, html } = await send(form, { page: "forged" }, { language: "es" });
  expect(status).toBe(429);
  expect(html).toContain("Demasiadas respuestas a la vez");
});
