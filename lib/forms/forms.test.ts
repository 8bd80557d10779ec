import { beforeAll, describe, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { handovers } from "#db/schema/index.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, type TestMember, unique } from "#db/testing/factories.ts";
import { writeLeads } from "../leads/write.ts";
import { eraseLead } from "../privacy/erase-lead.ts";
import { exportLead } from "../privacy/export-lead.ts";
import { deleteForm } from "./delete-form.ts";
import { exportAnswers } from "./export-answers.ts";
import { getInfluences } from "./get-influences.ts";
import { getResults } from "./get-results.ts";
import { linkForm } from "./link-form.ts";
import { listAnswers } from "./list-answers.ts";
import { putForm } from "./put-form.ts";
import { setFormState } from "./set-form-state.ts";
import { TRAP } from "./spam.ts";
import { answer, demoRequest, field, leadOf, openForm, option, sheetOf, visit } from "./testing.ts";

useTestDatabase();
beforeAll(() => {
  process.env.AUTH_SECRET = "s".repeat(40);
});

const marketer = async (): Promise<TestMember> => createMember(await createWorkspace(), "marketer");

describe("a survey", () => {
  it("is a lead's own by a personal link, joins a visitor by what the tracker calls them, and may be nobody's", async () => {
    const { ctx } = await marketer();
    const { workspaceId } = ctx;
    const [lead] = await inWorkspace(workspaceId, (tx) =>
      writeLeads(tx, workspaceId, [
        { email: "cus@example.com", attributes: { email: "cus@example.com" }, knownAt: new Date() },
      ]),
    );
    const survey = await openForm(
      ctx,
      demoRequest({
        kind: "survey",
        fields: [field("stars", "rating", { attribute: "stars" })],
        consent: null,
      }),
    );
    const { url } = await linkForm(ctx, { key: survey.key, lead: "email:cus@example.com" });
    const mine = new URL(url).searchParams.get("for") ?? "";
    await answer(survey, { for: mine, "f.stars": "5" });
    expect(await leadOf(workspaceId, "cus@example.com")).toMatchObject({
      attributes: { stars: 5 },
      events: 1,
    });
    await answer(survey, { for: mine.replace(/^\d+/, "999999"), "f.stars": "1" });
    await answer(survey, { a: "visitor-1234", "f.stars": "2" });
    const { items } = await listAnswers(ctx, { key: survey.key, state: "taken" });
    expect(items.map((one) => one.lead?.id ?? null)).toEqual([expect.any(Number), null, lead?.leadId]);
    expect(items[0]?.lead?.id).not.toBe(lead?.leadId);
    const results = await getResults(ctx, { key: survey.key });
    expect(results.answers).toBe(3);
    expect(results.fields[0]).toMatchObject({
      answered: 3,
      numbers: { mean: 8 / 3, median: 2, min: 1, max: 5 },
    });
    expect(results.fields[0]?.options.map(({ n }) => n)).toEqual([1, 1, 0, 0, 1]);
  });

  it("says what influenced customers by rule, each lead by its newest answer, of a version's leads where asked", async () => {
    const { ctx } = await marketer();
    const { workspaceId } = ctx;
    const sheet = await sheetOf(workspaceId);
    const form = await openForm(
      ctx,
      demoRequest({
        kind: "survey",
        fields: [
          field("email", "email", { required: true }),
          field("why", "choices", {
            influence: true,
            options: [option("demo", ["asked"]), option("friend"), option("boss", ["title", "gone"])],
          }),
        ],
        consent: null,
      }),
    );
    const say = (email: string, why: string[]) => answer(form, { "f.email": email, "f.why": why });
    await say("a@example.com", ["friend"]);
    await say("a@example.com", ["demo", "boss"]);
    await say("b@example.com", ["demo"]);
    await say("c@example.com", ["friend"]);
    const all = await getInfluences(ctx, { sheet: sheet.key });
    expect(all.answered).toBe(3);
    expect(all.rules.map(({ rule, n, of }) => [rule, n, of])).toEqual([
      ["title", 1, 3],
      ["asked", 2, 3],
    ]);
    expect(all.options.map(({ value, n }) => [value, n])).toEqual([
      ["demo", 2],
      ["friend", 1],
      ["boss", 1],
    ]);
    const b = await leadOf(workspaceId, "b@example.com");
    await inWorkspace(workspaceId, (tx) =>
      tx.insert(handovers).values({
        workspaceId,
        leadId: b?.id ?? 0,
        sheetId: sheet.sheetId,
        versionId: sheet.versionId,
        at: new Date(),
      }),
    );
    expect(await getInfluences(ctx, { sheet: sheet.key, version: "1" })).toMatchObject({
      answered: 1,
      rules: [
        { rule: "title", n: 0, of: 1 },
        { rule: "asked", n: 1, of: 1, rate: 1 },
      ],
    });
    await expect(getInfluences(ctx, { sheet: "nowhere" })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("forms and privacy", () => {
  it("erases a person's answers and names elsewhere, exports them, and keeps nothing of who was erased", async () => {
    const workspaceId = await createWorkspace();
    const { ctx } = await createMember(workspaceId, "admin");
    const form = await openForm(ctx);
    await answer(form, { "f.email": "gone@example.com", "f.notes": "mine" });
    await answer(form, { "f.email": "stays@example.com", "f.notes": "gone@example.com sent me" });
    await answer(form, { "f.email": "gone@example.com", [TRAP]: "x" });
    const lead = await leadOf(workspaceId, "gone@example.com");
    expect(await exportLead(ctx, { id: String(lead?.id) })).toMatchObject({
      form_answers: [{ form: form.key, answers: { notes: "mine" } }],
    });
    await eraseLead(ctx, { id: String(lead?.id), confirm: "gone@example.com" });
    const { items } = await listAnswers(ctx, { key: form.key, state: "taken" });
    expect(items).toHaveLength(1);
    const spam = await listAnswers(ctx, { key: form.key, state: "spam" });
    expect(JSON.stringify([items, spam])).not.toContain("gone@example.com");
    expect((await answer(form, { "f.email": "gone@example.com" })).html).toContain("Thank you");
    expect((await listAnswers(ctx, { key: form.key, state: "taken" })).items).toHaveLength(1);
  });

  it("deletes answers with their form, and leaves leads what they were told", async () => {
    const { ctx } = await marketer();
    const form = await openForm(ctx);
    await answer(form, { "f.email": "ana@example.com", "f.title": "CEO" });
    await deleteForm(ctx, { key: form.key });
    expect((await visit(form)).status).toBe(404);
    expect(await leadOf(ctx.workspaceId, "ana@example.com")).toMatchObject({
      attributes: { title: "CEO" },
      events: 1,
    });
  });

  it("writes answers as CSV that no spreadsheet runs, a column for each question ever asked", async () => {
    const { ctx } = await marketer();
    const form = await openForm(ctx);
    await answer(form, { "f.email": "ana@example.com", "f.notes": "=1+1" });
    const content = demoRequest({ fields: [field("email", "email", { required: true })], consent: null });
    await putForm(ctx, { key: form.key, name: form.name, content });
    const csv = await (await exportAnswers(ctx, { key: form.key })).text();
    const [head, row] = csv.replace("\ufeff", "").split("\r\n");
    expect(head).toBe("id,at,lead_id,lead_email,version,language,consent,email,title,budget,notes");
    expect(row).toMatch(/ana@example.com,,,'=1\+1$/);
  });
});

describe("editing", () => {
  it("refuses to open what cannot be answered, to break what is open, and to overwrite what changed meanwhile", async () => {
    const { ctx } = await marketer();
    const key = unique("form");
    const empty = demoRequest({ fields: [] });
    const draft = await putForm(ctx, { key, name: key, content: empty, revision: 0 });
    await expect(setFormState(ctx, { key, state: "open" })).rejects.toMatchObject({ code: "invalid" });
    await expect(
      putForm(ctx, { key, name: key, content: demoRequest(), revision: draft.revision + 1 }),
    ).rejects.toMatchObject({ code: "stale_revision" });
    await expect(putForm(ctx, { key, name: key, content: empty, revision: 0 })).rejects.toMatchObject({
      code: "stale_revision",
    });
    await putForm(ctx, { key, name: key, content: demoRequest(), revision: draft.revision });
    await setFormState(ctx, { key, state: "open" });
    await expect(putForm(ctx, { key, name: key, content: empty })).rejects.toMatchObject({
      code: "invalid",
      issues: [{ code: "no_fields" }, { code: "no_email" }],
    });
  });
});
