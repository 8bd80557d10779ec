import { beforeAll, describe, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { handovers } from "#db/schema/index.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, type TestMember, unique } from "#db/testing/factories.ts";
import { writeLeads } from "../leads/write.ts";
import { eraseLead } from "../privacy/erase-lead.ts";
import { exportLead } from "../privacy/export-lead.ts";
import { createActiveSheet } from "../scores/testing.ts";
import { acceptAnswer } from "./accept-answer.ts";
import { deleteForm } from "./delete-form.ts";
import { exportAnswers } from "./export-answers.ts";
import { getForm } from "./get-form.ts";
import { getInfluences } from "./get-influences.ts";
import { getResults } from "./get-results.ts";
import { linkForm } from "./link-form.ts";
import { listAnswers } from "./list-answers.ts";
import { listForms } from "./list-forms.ts";
import type { Form } from "./operation-schemas.ts";
import { pageMark } from "./page-token.ts";
import { putForm } from "./put-form.ts";
import { setFormState } from "./set-form-state.ts";
import { SOONEST_MS, TRAP } from "./spam.ts";
import {
  demoRequest,
  field,
  hiddenOf,
  openForm,
  option,
  send,
  tokenOf,
  type Visit,
  visit,
} from "./testing.ts";

useTestDatabase();
beforeAll(() => {
  process.env.AUTH_SECRET = "s".repeat(40);
});

const marketer = async (): Promise<TestMember> => createMember(await createWorkspace(), "marketer");

/** A page that was opened long enough ago for somebody to have read it. */
const read = (form: Form, ago = SOONEST_MS * 2) =>
  pageMark(tokenOf(form), { version: form.version, openedAt: Date.now() - ago });

/** Answers as a person who has read the page does. */
const answer = (form: Form, body: Record<string, string | string[]>, options: Visit = {}) =>
  send(form, { page: read(form), lang: "en", ...body }, options);

type Shown = { id: number; attributes: Record<string, unknown>; total: number | null; events: number };

const leadOf = (workspaceId: number, email: string): Promise<Shown | undefined> =>
  inWorkspace(workspaceId, async (tx) => {
    const found = await tx.$client.query<Shown>(
      `select l.id::int as id, l.attributes, (select s.total::float8 from scores s where s.workspace_id = $1 and s.lead_id = l.id
         order by s.sheet_id limit 1) as total,
         (select count(*)::int from events e where e.workspace_id = $1 and e.lead_id = l.id) as events
       from leads l where l.workspace_id = $1 and l.email = $2`,
      [workspaceId, email],
    );
    return found.rows[0];
  });

/** 20 points for a CEO, 15 for a form that names a large budget. */
const sheetOf = (workspaceId: number) =>
  createActiveSheet(workspaceId, {
    content: {
      dimensions: [{ key: "all", name: "All" }],
      categories: [{ key: "all", name: "All", dimension: "all" }],
      rules: [
        {
          key: "title",
          name: "Job title",
          category: "all",
          kind: "fit",
          cases: [{ when: { field: "title", op: "eq", value: "CEO" }, points: 20 }],
        },
        {
          key: "asked",
          name: "Asked with a large budget",
          category: "all",
          kind: "behaviour",
          event: "form_submitted",
          where: { field: "budget", op: "eq", value: "large" },
          points: 15,
        },
      ],
      groups: [
        { key: "cold", name: "Cold", from: {} },
        { key: "hot", name: "Hot", from: { total: 30 } },
      ],
    },
  });

describe("a public form", () => {
  it("becomes attributes, an event, a consent with its words, and a score", async () => {
    const { ctx } = await marketer();
    await sheetOf(ctx.workspaceId);
    const form = await openForm(ctx);
    const page = await visit(form, "?utm_source=fair&utm_campaign=autumn");
    expect(page.status).toBe(200);
    const carried = hiddenOf(page.html);
    const done = await send(form, {
      ...carried,
      page: read(form),
      "f.email": "Ana@Example.com",
      "f.title": "CEO",
      "f.budget": "large",
      "f.notes": "Please call",
      consent: "yes",
    });
    expect(done).toMatchObject({ status: 200 });
    expect(done.html).toContain("Thank you");
    const lead = await leadOf(ctx.workspaceId, "ana@example.com");
    expect(lead).toMatchObject({
      attributes: { email: "ana@example.com", title: "CEO", budget: "large" },
      total: 35,
      events: 1,
    });
    const { items } = await listAnswers(ctx, { key: form.key, state: "taken" });
    expect(items).toMatchObject([
      {
        version: 1,
        consent: true,
        lead: { id: lead?.id },
        answers: { notes: "Please call", budget: "large" },
      },
    ]);
    const told = await inWorkspace(ctx.workspaceId, async (tx) => {
      const consents = await tx.$client.query("select purpose, state, origin, note from lead_consents");
      const events = await tx.$client.query("select rest from events");
      return { consents: consents.rows, rest: events.rows[0]?.rest };
    });
    expect(told.consents).toEqual([
      {
        purpose: "marketing_email",
        state: "granted",
        origin: "form",
        note: `Form "${form.key}", version 1 (en): You may write to me`,
      },
    ]);
    expect(told.rest.context.campaign).toEqual({ source: "fair", name: "autumn" });
  });

  it("is answered once for each page, also where it is sent twice at once or again later", async () => {
    const { ctx } = await marketer();
    const form = await openForm(ctx);
    const body = { page: read(form), "f.email": "luis@example.com", "f.budget": "large" };
    const both = await Promise.all([send(form, body), send(form, body)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    const replay = await send(form, { ...body, "f.budget": "small" });
    expect(replay.html).toContain("We already have your answers");
    expect(await leadOf(ctx.workspaceId, "luis@example.com")).toMatchObject({
      attributes: { budget: "large" },
      events: 1,
    });
    expect((await getForm(ctx, { key: form.key })).taken).toBe(1);
  });

  it("keeps spam apart, which touches no lead until a member says that it is none", async () => {
    const { ctx } = await marketer();
    await sheetOf(ctx.workspaceId);
    const form = await openForm(ctx);
    const spam = { "f.email": "bot@example.com", "f.title": "CEO", "f.budget": "large" };
    const trapped = await answer(form, { ...spam, [TRAP]: "http://buy.example" });
    expect(trapped.html).toContain("Thank you");
    await answer(form, spam, { agent: "Mozilla/5.0 (compatible; Googlebot/2.1)" });
    await send(form, { ...spam, page: read(form, 0) });
    expect(await leadOf(ctx.workspaceId, "bot@example.com")).toBeUndefined();
    const { items } = await listAnswers(ctx, { key: form.key, state: "spam" });
    expect(items.map(({ reason }) => reason)).toEqual(["too_fast", "bot", "filled_trap"]);
    expect(await getForm(ctx, { key: form.key })).toMatchObject({ taken: 0, spam: 3 });
    await acceptAnswer(ctx, { key: form.key, id: items[0]?.id ?? 0 });
    expect(await leadOf(ctx.workspaceId, "bot@example.com")).toMatchObject({ total: 35, events: 1 });
    await expect(acceptAnswer(ctx, { key: form.key, id: items[0]?.id ?? 0 })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await getForm(ctx, { key: form.key })).toMatchObject({ taken: 1, spam: 2 });
  });

  it("shows again what was wrong, or sent from a page that is not one of its own or too old", async () => {
    const { ctx } = await marketer();
    const form = await openForm(ctx);
    const wrong = await answer(form, { "f.email": "nobody", "f.title": "<b>CEO</b>" });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain("Enter an e-mail address");
    expect(wrong.html).toContain("&#60;b&#62;CEO");
    const other = await openForm(ctx);
    for (const page of ["", "forged", read(other), read(form, 25 * 3_600_000)]) {
      const shown = await send(form, { page, "f.email": "eva@example.com" });
      expect(shown.status).toBe(422);
      expect(shown.html).toContain("open for a long time");
      expect(shown.html).toContain("eva@example.com");
    }
    expect(await leadOf(ctx.workspaceId, "eva@example.com")).toBeUndefined();
  });

  it("is there only while it is open, and in the languages in which all is said", async () => {
    const { ctx } = await marketer();
    const key = unique("form");
    const draft = await putForm(ctx, { key, name: key, content: demoRequest() });
    expect((await visit(draft)).status).toBe(404);
    expect((await visit({ url: draft.url.replace(/.$/, "x") })).status).toBe(404);
    const form = await setFormState(ctx, { key, state: "open" });
    const spanish = await visit(form, "", { language: "es-MX" });
    expect(spanish.html).toContain('<html lang="es"');
    expect(spanish.html).toContain("Ask for a demo (es)");
    expect(spanish.html).toContain("opcional");
    expect((await visit(form, "?lang=en", { language: "es" })).html).toContain('<html lang="en"');
    await setFormState(ctx, { key, state: "closed" });
    const closed = await visit(form);
    expect(closed.status).toBe(410);
    expect((await answer(form, { "f.email": "late@example.com" })).status).toBe(410);
    expect(await leadOf(ctx.workspaceId, "late@example.com")).toBeUndefined();
    await setFormState(ctx, { key, state: "archived" });
    expect((await listForms(ctx, {})).items).toEqual([]);
    expect((await listForms(ctx, { archived: "true" })).items).toMatchObject([{ key }]);
  });

  it("may be embedded by any site, runs no script but its own, and is kept by no cache", async () => {
    const { ctx } = await marketer();
    const { headers } = await visit(await openForm(ctx));
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors *");
    expect(policy).not.toContain("unsafe-inline");
    expect(headers.get("cache-control")).toBe("private, no-store");
    expect(headers.get("set-cookie")).toBeNull();
  });

  it("reads an answer against the version that its page showed", async () => {
    const { ctx } = await marketer();
    const form = await openForm(ctx);
    const page = read(form);
    const changed = demoRequest({ fields: [field("email", "email", { required: true })], consent: null });
    const newer = await putForm(ctx, {
      key: form.key,
      name: "Newer",
      content: changed,
      revision: form.revision,
    });
    expect(newer.version).toBe(2);
    await send(form, { page, "f.email": "old@example.com", "f.title": "CTO", consent: "yes" });
    expect((await leadOf(ctx.workspaceId, "old@example.com"))?.attributes.title).toBe("CTO");
    expect((await listAnswers(ctx, { key: form.key, state: "taken" })).items).toMatchObject([
      { version: 1, consent: true },
    ]);
  });
});

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
