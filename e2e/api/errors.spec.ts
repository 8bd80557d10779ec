import { z } from "zod";
import { createMember, createWorkspace } from "../../db/testing/factories.ts";
import { type Answer, createCaller, send } from "../caller.ts";
import { activate, ceo, collector, expectAnswer, field, refusal, visit } from "../contract.ts";
import { CONTENT, EVERYONE } from "../contract-sheet.ts";
import { expect, test } from "../fixtures.ts";

test("errors have one shape and the code that fits; another workspace's ids are not found", async ({
  team,
}) => {
  const { marketer, sales } = await activate(team);
  const collect = await collector(team);
  await collect([ceo("one", "one@example.test"), visit("one")]);
  const stranger = await createCaller(await createMember(await createWorkspace(), "admin"), team.url);
  const id = String(field(await marketer.get("/api/v1/leads/user:one"), "id"));
  const handover = z
    .object({ handovers: z.array(z.object({ id: z.number() })) })
    .parse((await sales.get("/api/v1/queue")).body);
  const put = (body: unknown, headers = {}) =>
    marketer.call("PUT", "/api/v1/sheets/bad/draft", { body, headers });
  const bad = {
    ...CONTENT,
    rules: [{ ...CONTENT.rules[0], category: "nope", points: "x" }, CONTENT.rules[1]],
  };
  const cases: [number, string, Promise<Answer>][] = [
    [400, "malformed", put("{")],
    [400, "malformed", marketer.get("/api/v1/leads?q=a&q=b")],
    [400, "malformed", marketer.call("POST", "/api/v1/imports", { body: "no form" })],
    [401, "unauthenticated", send("GET", `${team.url}/api/v1/leads`)],
    [
      401,
      "unauthenticated",
      send("GET", `${team.url}/api/v1/leads`, { headers: { authorization: "Bearer %E0%A4%A" } }),
    ],
    [403, "forbidden", marketer.call("POST", "/api/v1/sources", { body: { name: "x" } })],
    [403, "forbidden", sales.call("PUT", "/api/v1/segments/everyone", { body: EVERYONE })],
    [404, "not_found", marketer.get("/api/v1/leads/user:nobody")],
    [404, "not_found", marketer.get("/api/v1/sheets/none")],
    [400, "malformed", marketer.get("/api/v1/leads/%E0%A4%A")],
    [404, "not_found", stranger.get(`/api/v1/leads/${id}`)],
    [404, "not_found", stranger.get(`/api/v1/leads/${id}/score`)],
    [404, "not_found", stranger.call("POST", `/api/v1/leads/${id}/stage`, { body: { stage: "sql" } })],
    [
      404,
      "not_found",
      stranger.call("POST", `/api/v1/handovers/${handover.handovers[0]?.id}/accept`, { body: {} }),
    ],
    [404, "not_found", stranger.get("/api/v1/sheets/main")],
    [413, "too_large", put({ segment: "everyone", content: "x".repeat(3_000_000) })],
    [422, "invalid", put({ content: CONTENT })],
    [422, "invalid", marketer.get("/api/v1/leads?sort=total")],
    [
      422,
      "invalid",
      marketer.call("PUT", "/api/v1/segments/x", { body: { name: "X", when: { field: "a", op: "like" } } }),
    ],
    [422, "invalid_sheet", put({ segment: "everyone", content: bad })],
  ];
  for (const [status, code, call] of cases) {
    const answer = await call;
    expectAnswer(answer, status, refusal(code));
    expect(Object.keys(z.object({ error: z.looseObject({}) }).parse(answer.body).error)).toEqual(
      status === 422 ? ["code", "message", "issues"] : ["code", "message"],
    );
    expect(answer.headers.get("x-request-id")).toMatch(/^[\w-]{36}$/);
  }
  // Every reason at once, each with its path.
  const { error } = z
    .object({ error: z.object({ issues: z.array(z.object({ path: z.string() })) }) })
    .parse((await put({ segment: "everyone", content: bad })).body);
  expect(error.issues.map(({ path }) => path)).toEqual(
    expect.arrayContaining(["rules.0.category", "rules.0.points"]),
  );
});
