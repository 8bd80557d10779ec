import { beforeAll, describe, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, type TestMember, unique } from "#db/testing/factories.ts";
import { acceptAnswer } from "./accept-answer.ts";
import { getForm } from "./get-form.ts";
import { listAnswers } from "./list-answers.ts";
import { listForms } from "./list-forms.ts";
import { putForm } from "./put-form.ts";
import { setFormState } from "./set-form-state.ts";
import { TRAP } from "./spam.ts";
import {
  answer,
  demoRequest,
  field,
  hiddenOf,
  leadOf,
  openForm,
  readMark,
  send,
  sheetOf,
  visit,
} from "./testing.ts";

useTestDatabase();
beforeAll(() => {
  process.env.AUTH_SECRET = "s".repeat(40);
});

const marketer = async (): Promise<TestMember> => createMember(await createWorkspace(), "marketer");

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
      page: readMark(form),
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
    const body = { page: readMark(form), "f.email": "luis@example.com", "f.budget": "large" };
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
    await send(form, { ...spam, page: readMark(form, 0) });
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
    for (const page of ["", "forged", readMark(other), readMark(form, 25 * 3_600_000)]) {
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
    const page = readMark(form);
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
