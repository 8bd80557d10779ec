import { beforeAll, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { enrolLeads } from "../programmes/enrol.ts";
import { runProgrammes } from "../programmes/run-steps.ts";
import { createLead, createProgramme, step } from "../programmes/testing.ts";
import { listAnswers } from "./list-answers.ts";
import { pageMark } from "./page-token.ts";
import { SOONEST_MS } from "./spam.ts";
import { demoRequest, field, openForm, send, tokenOf } from "./testing.ts";

useTestDatabase();
beforeAll(() => {
  process.env.AUTH_SECRET = "s".repeat(40);
  process.env.AUTH_URL = "https://score.example";
});

it("a mail carries the lead's own address of a survey, and what is answered there is that lead's", async () => {
  const workspaceId = await createWorkspace();
  const { ctx } = await createMember(workspaceId, "marketer");
  const survey = await openForm(
    ctx,
    demoRequest({ kind: "survey", fields: [field("stars", "rating")], consent: null }),
  );
  const body = `[Answer]({{ form.${survey.key} }}) or [not]({{ form.nowhere }})`;
  const programme = await createProgramme(workspaceId, {
    steps: [step("ask", { body: { en: body, es: body } })],
  });
  const lead = await createLead(workspaceId);
  await inWorkspace(workspaceId, (tx) =>
    enrolLeads(tx, workspaceId, { programme, leadIds: [lead.id], origin: "hand" }),
  );
  await runProgrammes(workspaceId);
  const [link = ""] = await inWorkspace(workspaceId, async (tx) => {
    const found = await tx.$client.query<{ links: string[] }>("select links from mails where lead_id = $1", [
      lead.id,
    ]);
    return found.rows[0]?.links ?? [];
  });
  expect(link).toMatch(new RegExp(`^https://score\\.example/f/${tokenOf(survey)}\\?for=`));
  const page = pageMark(tokenOf(survey), { version: 1, openedAt: Date.now() - SOONEST_MS * 2 });
  await send(survey, { page, for: new URL(link).searchParams.get("for") ?? "", "f.stars": "5" });
  expect((await listAnswers(ctx, { key: survey.key, state: "taken" })).items).toMatchObject([
    { lead: { id: lead.id }, answers: { stars: 5 } },
  ]);
});
