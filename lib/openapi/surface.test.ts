import { randomUUID } from "node:crypto";
import { globSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { inWorkspace } from "#db/client.ts";
import {
  actionRuns,
  crmConnections,
  handovers,
  imports,
  models,
  programmes,
  promoPools,
  segments,
} from "#db/schema/index.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, only, type TestMember } from "#db/testing/factories.ts";
import { DEFAULT_SETTINGS } from "../crm/states.ts";
import { writeEvents } from "../events/write.ts";
import { putForm } from "../forms/put-form.ts";
import { demoRequest } from "../forms/testing.ts";
import type { Method, Operation } from "../http/operation.ts";
import { writeLeads } from "../leads/write.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { createInvitation } from "../members/create-invitation.ts";
import { addNote } from "../notes/add-note.ts";
import { can, ROLES, type Role } from "../permissions.ts";
import { putCost } from "../returns/put-cost.ts";
import { addAbsence } from "../routing/add-absence.ts";
import { putTeam } from "../routing/put-team.ts";
import { createActiveSheet } from "../scores/testing.ts";
import { createSource } from "../sources/create-source.ts";
import { addTask } from "../tasks/add-task.ts";
import { completeTask } from "../tasks/complete-task.ts";
import { createToken } from "../tokens/create-token.ts";
import { addPattern } from "../traffic/add-pattern.ts";
import { addView } from "../views/add-view.ts";
import { createEndpoint } from "../webhooks/create-endpoint.ts";
import { openApiDocument } from "./document.ts";
import { OPERATIONS } from "./operations.ts";

useTestDatabase();

type Handler = (request: Request, route: { params: Promise<Record<string, string>> }) => Promise<Response>;
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
/** Routes that are no call on a workspace: they describe the others. */
const PUBLIC = new Set(["/api/v1/openapi.json"]);

const routeFile = (path: string) => `app${path.replaceAll("{", "[").replaceAll("}", "]")}/route.ts`;

async function handlerOf(operation: Operation): Promise<Handler> {
  const module = (await import(/* @vite-ignore */ `../../${routeFile(operation.path)}`)) as Record<
    string,
    Handler
  >;
  const handler = module[operation.method.toUpperCase()];
  if (!handler) throw new Error(`${operation.path} has no ${operation.method}`);
  return handler;
}

let mine = 0;
/** Ids of another workspace, by what a path parameter of that name means under that path. */
let theirs: Record<string, string> = {};
const tokens = new Map<Role, string>();

beforeAll(async () => {
  mine = await createWorkspace();
  for (const role of ROLES) {
    const { ctx } = await createMember(mine, role, role === "admin" ? "marketing" : null);
    tokens.set(role, (await createToken(ctx, { name: role })).token);
  }
  theirs = await foreignIds();
});

async function foreignIds(): Promise<Record<string, string>> {
  const ws = await createWorkspace();
  const admin: TestMember = await createMember(ws, "admin");
  const sheet = await createActiveSheet(ws);
  const invitation = await createInvitation(
    admin.ctx,
    { email: "new@example.test", role: "sales", side: null },
    new Request("http://localhost/api/v1/invitations", { headers: { host: "localhost" } }),
  );
  const token = await createToken(admin.ctx, { name: "theirs" });
  const source = await createSource(admin.ctx, { name: "Theirs" });
  await putTeam(admin.ctx, { key: "theirs", name: "Theirs", members: [] });
  const absence = await addAbsence(admin.ctx, { from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z" });
  const view = await addView(admin.ctx, { page: "queue", name: "Theirs", query: "", shared: true });
  const pattern = await addPattern(admin.ctx, { kind: "contains", text: "theirs" });
  const cost = await putCost(admin.ctx, { source: "Theirs", month: "2026-01", amount: 1 });
  await putForm(admin.ctx, { key: "theirs", name: "Theirs", content: demoRequest() });
  const work = await foreignWork(admin);
  const webhook = await createEndpoint(admin.ctx, {
    name: "Theirs",
    url: "https://93.184.215.14/hook",
    format: "standard",
  });
  return inWorkspace(ws, async (tx) => {
    const [lead] = await writeLeads(tx, ws, [
      { externalId: randomUUID(), attributes: {}, knownAt: new Date() },
    ]);
    const leadId = lead?.leadId ?? 0;
    const event = {
      leadId,
      name: "theirs_only",
      occurredAt: new Date(),
      messageId: randomUUID(),
      properties: {},
    };
    await writeEvents(tx, ws, [event], {});
    const handover = only(
      await tx
        .insert(handovers)
        .values({ workspaceId: ws, leadId, at: new Date() })
        .returning({ id: handovers.id }),
    );
    const run = only(
      await tx
        .insert(actionRuns)
        .values({
          ...{
            workspaceId: ws,
            transitionId: randomUUID(),
            leadId,
            sheetId: sheet.sheetId,
            versionId: sheet.versionId,
          },
          ...{
            groupKey: "hot",
            actionKey: "a",
            kind: "crm",
            moved: "enter",
            at: new Date(),
            total: 1,
            state: "failed",
          },
        })
        .returning({ id: actionRuns.id }),
    );
    const imported = only(
      await tx
        .insert(imports)
        .values({ workspaceId: ws, kind: "leads", fileName: "theirs.csv", state: "uploaded" })
        .returning({ id: imports.id }),
    );
    await tx.insert(programmes).values({
      workspaceId: ws,
      key: "theirs",
      name: "Theirs",
      content: { steps: [], goal: null, window: null },
    });
    await tx.insert(crmConnections).values({
      workspaceId: ws,
      key: "theirs",
      name: "Theirs",
      kind: "hubspot",
      baseUrl: "https://93.184.215.14",
      credentials: "sealed",
      settings: DEFAULT_SETTINGS,
    });
    const [segment] = await tx.select({ id: segments.id }).from(segments).limit(1);
    await tx.insert(models).values({
      ...{ workspaceId: ws, key: "theirs", name: "Theirs", segmentId: segment?.id ?? 0, overrules: [] },
      ...{ outcome: "opportunity", ageDays: 14, horizonDays: 90 },
    });
    await tx.insert(promoPools).values({ workspaceId: ws, key: "theirs", name: "Theirs" });
    const mailId = await queueMail(tx, ws, {
      to: "theirs@example.test",
      locale: "en",
      subject: "Theirs",
      html: "",
      text: "",
      kind: "test",
    });
    return {
      crm: "theirs",
      programmes: "theirs",
      forms: "theirs",
      models: "theirs",
      "promo-pools": "theirs",
      mails: String(mailId),
      leads: String(leadId),
      segments: sheet.key,
      sheets: sheet.key,
      handovers: String(handover.id),
      imports: String(imported.id),
      members: String(admin.memberId),
      invitations: String(invitation.id),
      tokens: String(token.id),
      sources: String(source.id),
      webhooks: webhook.key,
      "event-names": "theirs_only",
      "action-runs": String(run.id),
      traffic: String(pattern.id),
      teams: "theirs",
      absences: String(absence.id),
      views: String(view.id),
      costs: String(cost.id),
      ...work,
    };
  });
}

/** A note, a task and a deed that are not the caller's. */
async function foreignWork({ ctx }: TestMember): Promise<Record<string, string>> {
  const [lead] = await inWorkspace(ctx.workspaceId, (tx) =>
    writeLeads(tx, ctx.workspaceId, [{ externalId: randomUUID(), attributes: {}, knownAt: new Date() }]),
  );
  const id = String(lead?.leadId ?? 0);
  const note = await addNote(ctx, { id, kind: "note", body: "Theirs" });
  const task = await addTask(ctx, { id, title: "Theirs", due_at: "2030-01-01", remind_minutes: 0 });
  const { deed } = await completeTask(ctx, { id: task.id, done: true });
  return { notes: String(note.id), tasks: String(task.id), deeds: String(deed) };
}

function call(
  operation: Operation,
  headers: Record<string, string>,
  ids: Record<string, string>,
): Promise<Response> {
  const subject = operation.path.split("/")[3] ?? "";
  const params: Record<string, string> = {};
  for (const name of Object.keys(operation.params.shape)) params[name] = ids[subject] ?? "1";
  const path = Object.entries(params).reduce(
    (at, [name, value]) => at.replace(`{${name}}`, value),
    operation.path,
  );
  const method = operation.method.toUpperCase();
  const request = new Request(`http://localhost${path}`, {
    method,
    headers,
    ...(method === "GET" ? {} : { body: "{}" }),
  });
  return handlerOf(operation).then((handler) => handler(request, { params: Promise.resolve(params) }));
}

const bearer = (role: Role) => ({ authorization: `Bearer ${tokens.get(role)}` });

test("every route under /api/v1 is a listed operation, and every operation has its route", async () => {
  const listed = new Set(OPERATIONS.map((o) => `${o.method.toUpperCase()} ${o.path}`));
  const routed = new Set<string>();
  for (const file of globSync("app/api/v1/**/route.ts")) {
    const path = file
      .replace(/^app/, "")
      .replace(/\/route\.ts$/, "")
      .replaceAll("[", "{")
      .replaceAll("]", "}");
    if (PUBLIC.has(path)) continue;
    const module = (await import(/* @vite-ignore */ `../../${file}`)) as Record<string, unknown>;
    for (const method of METHODS) if (module[method]) routed.add(`${method} ${path}`);
  }
  expect([...routed].sort()).toEqual([...listed].sort());
});

test("operation ids are unique, and the OpenAPI document holds every operation", () => {
  expect(new Set(OPERATIONS.map((o) => o.id)).size).toBe(OPERATIONS.length);
  const { paths } = openApiDocument() as { paths: Record<string, Record<Method, { operationId: string }>> };
  for (const operation of OPERATIONS)
    expect(paths[operation.path]?.[operation.method]?.operationId).toBe(operation.id);
});

describe.each(OPERATIONS.map((operation) => ({ name: operation.id, operation })))(
  "$name",
  ({ operation }) => {
    test("is closed to who is not signed in, and to a bad token", async () => {
      expect((await call(operation, {}, {})).status).toBe(401);
      expect((await call(operation, { authorization: "Bearer %E0%A4%A" }, {})).status).toBe(401);
      expect(
        (await call(operation, { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" }, {})).status,
      ).toBe(401);
    });

    const denied = ROLES.filter(
      (role) => operation.permission !== "authenticated" && !can(role, operation.permission),
    );
    test.each(denied)("is closed to the role %s", async (role) => {
      expect((await call(operation, bearer(role), {})).status).toBe(403);
    });

    const subject = operation.path.split("/")[3] ?? "";
    const named = Object.keys(operation.params.shape).length > 0;
    const makes =
      operation.method === "put" &&
      (subject === "segments" || operation.id === "putModel" || operation.path.endsWith("/draft"));
    if (!named || makes) return;
    test("does not find what belongs to another workspace", async () => {
      const role =
        ROLES.find((r) => operation.permission === "authenticated" || can(r, operation.permission)) ??
        "admin";
      expect(theirs[subject]).toBeDefined();
      const answer = await call(operation, bearer(role), theirs);
      // A body that lacks its fields may be refused before anything is looked up.
      expect([404, 422]).toContain(answer.status);
    });
  },
);
