import { beforeAll, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { pageRequest, sessionCookie } from "#lib/auth/testing.ts";
import { createLead, createSegment, createSheet, daysAgo, pricingView } from "#lib/leads/testing.ts";
import { GET as history } from "./[id]/history/route.ts";
import { GET as one } from "./[id]/route.ts";
import { GET as score } from "./[id]/score/route.ts";
import { POST as stage } from "./[id]/stage/route.ts";
import { GET as timeline } from "./[id]/timeline/route.ts";
import { GET as exported } from "./export/route.ts";
import { GET as filters } from "./filters/route.ts";
import { GET as list } from "./route.ts";

useTestDatabase();

const cookies: Record<string, string> = {};

beforeAll(async () => {
  const ws = await createWorkspace();
  for (const role of ["marketer", "manager"] as const)
    cookies[role] = await sessionCookie(await createMember(ws, role));
  cookies.stranger = await sessionCookie(await createMember(await createWorkspace(), "admin"));
  await inWorkspace(ws, async (tx) => {
    const segment = await createSegment(tx, ws, { condition: { all: [] } });
    await createSheet(tx, ws, { segmentId: segment.id, key: "main" });
  });
  await createLead(ws, { email: "ana@example.test", externalId: "a/b", events: [pricingView(daysAgo(1))] });
});

type Route = typeof one;
const call = (route: Route, who: string, path: string, id?: string, init?: RequestInit) =>
  route(pageRequest(`/api/v1/leads${path}`, cookies[who] ?? "", init), {
    params: Promise.resolve(id === undefined ? {} : { id: encodeURIComponent(id) }),
  });

it("every read answers a reader by any form of id, and a stranger with 404", async () => {
  for (const route of [one, score, timeline, history]) {
    for (const id of ["email:Ana@example.test", "user:a/b"]) {
      expect((await call(route, "manager", "/x", id)).status).toBe(200);
      expect((await call(route, "stranger", "/x", id)).status).toBe(404);
    }
    expect((await call(route, "manager", "/x", "1e9")).status).toBe(404);
    expect((await call(route, "nobody", "/x", "user:a/b")).status).toBe(401);
  }
});

it("the list, the filters and the export answer a reader, and refuse bad parameters by 4xx", async () => {
  for (const route of [list, filters, exported]) {
    expect((await call(route, "manager", "")).status).toBe(200);
    expect((await call(route, "nobody", "")).status).toBe(401);
  }
  const bad = [
    "sort=total'--",
    "limit=0",
    "cursor=AAAA",
    "stage=won",
    "owner=x",
    "q=%00",
    "segment=%00",
    "group=%00",
    "q=a&q=b",
  ];
  for (const query of bad) {
    for (const route of [list, exported]) {
      const { status } = await call(route, "manager", `?${query}`);
      if (route === exported && /^(limit|cursor)/.test(query)) expect(status).toBe(200);
      else expect([400, 404, 422]).toContain(status);
    }
  }
});

it("the parameters of a score are refused by 4xx where they mean nothing", async () => {
  for (const query of ["as_of=soon", "as_of=2026-02-30", "version=0", "version=x", "version=999999999999"])
    expect((await call(score, "manager", `/x/score?${query}`, "user:a/b")).status).toBe(422);
  for (const query of ["sheet=nope", "version=7", "version=draft", "sheet=%00"])
    expect((await call(score, "manager", `/x/score?${query}`, "user:a/b")).status).toBe(404);
  expect((await call(score, "manager", "/x/score?as_of=2099-01-01", "user:a/b")).status).toBe(200);
});

it("a stage is recorded by a writer only, whatever else the body holds", async () => {
  const body = JSON.stringify({ stage: "sql", leadId: 99, workspace_id: 1, id: "99" });
  const init = { method: "POST", body, headers: { "content-type": "application/json" } };
  expect((await call(stage, "manager", "/x/stage", "user:a/b", init)).status).toBe(403);
  expect((await call(stage, "stranger", "/x/stage", "user:a/b", init)).status).toBe(404);
  const answer = await call(stage, "marketer", "/x/stage", "user:a/b", init);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ stage: "sql", outcome: "created", current_stage: "sql" });
});
