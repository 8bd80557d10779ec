import { expect, test } from "vitest";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember } from "#db/testing/factories.ts";
import { resetEnv } from "../env.ts";
import { createSite, visit } from "../leads/joins-testing.ts";
import { eraseLead } from "./erase-lead.ts";
import { ana, anaEverywhere } from "./erase-testing.ts";
import { exportLead } from "./export-lead.ts";

process.env.AUTH_SECRET = "a secret of at least thirty-two characters";
resetEnv();
useTestDatabase();

test("the export of a person holds what was told, what was done and the equation of each score", async () => {
  const site = await createSite();
  await anaEverywhere(site);
  const exported = await exportLead(site.admin, { id: `user:${ana.user}` });
  const text = JSON.stringify(exported);
  for (const word of Object.values(ana)) expect(text).toContain(word);
  expect(exported).toMatchObject({
    scores: [
      {
        total: 40,
        explain: { rules: expect.arrayContaining([expect.objectContaining({ rule: "pricing" })]) },
      },
    ],
    stages: expect.arrayContaining([expect.objectContaining({ stage: "opportunity" })]),
    consents: { now: [expect.objectContaining({ purpose: "marketing_email" })] },
    joins: [expect.objectContaining({ cause: "message" })],
  });
});

test("only an admin erases and exports", async () => {
  const site = await createSite();
  await site.send(visit({ userId: "somebody" }));
  for (const role of ["marketer", "sales", "manager"] as const) {
    const { ctx } = await createMember(site.workspaceId, role);
    await expect(eraseLead(ctx, { id: "user:somebody", confirm: "somebody" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(exportLead(ctx, { id: "user:somebody" })).rejects.toMatchObject({ code: "forbidden" });
  }
});
