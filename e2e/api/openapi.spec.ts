import { z } from "zod";
import { send } from "../caller.ts";
import { expect, test } from "../fixtures.ts";

test("/healthz and /readyz answer, and openapi.json describes every call as OpenAPI 3.1", async ({
  baseURL,
}) => {
  for (const path of ["/healthz", "/readyz"])
    expect((await send("GET", `${baseURL}${path}`)).status).toBe(200);
  const { status, body } = await send("GET", `${baseURL}/api/v1/openapi.json`);
  expect(status).toBe(200);
  const content = z.record(z.string(), z.object({ schema: z.looseObject({}) }));
  const parameter = z.object({
    name: z.string(),
    in: z.enum(["path", "query", "header"]),
    schema: z.looseObject({}),
  });
  const call = z.object({
    operationId: z.string(),
    parameters: z.array(parameter).optional(),
    requestBody: z.object({ content }).optional(),
    responses: z.record(
      z.string().regex(/^[1-5]\d\d$/),
      z.object({ description: z.string(), content: content.optional() }),
    ),
  });
  const document = z
    .object({
      openapi: z.string().regex(/^3\.1\.\d+$/),
      info: z.object({ title: z.string(), version: z.string() }),
      paths: z.record(
        z.string().startsWith("/"),
        z.partialRecord(z.enum(["get", "post", "put", "patch", "delete"]), call),
      ),
      components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
    })
    .parse(body);
  const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      name: `${method.toUpperCase()} ${path}`,
      path,
      ...described,
    })),
  );
  expect(new Set(calls.map((one) => one.operationId)).size).toBe(calls.length);
  for (const { name, path, parameters = [], responses } of calls) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    const named = parameters.filter((one) => one.in === "path").map((one) => one.name);
    expect(named.toSorted(), name).toEqual(inPath.toSorted());
    expect(Object.keys(responses), name).toEqual(expect.arrayContaining(["401", "403", "422"]));
    expect(
      Object.keys(responses).some((code) => code.startsWith("2")),
      name,
    ).toBe(true);
  }
  // Every reference leads somewhere.
  const references = [...JSON.stringify(body).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
    (match) => match[1],
  );
  for (const name of references) expect(Object.keys(document.components.schemas)).toContain(name);
  const promised = [
    "GET /api/v1/leads",
    "GET /api/v1/leads/{id}",
    "GET /api/v1/leads/{id}/score",
    "POST /api/v1/leads/{id}/stage",
    "GET /api/v1/segments",
    "PUT /api/v1/segments/{key}",
    "GET /api/v1/sheets",
    "GET /api/v1/sheets/{key}",
    "PUT /api/v1/sheets/{key}/draft",
    "POST /api/v1/sheets/{key}/preview",
    "POST /api/v1/sheets/{key}/approve",
    "POST /api/v1/sources",
    "GET /api/v1/rejected-events",
    "GET /api/v1/queue",
    "POST /api/v1/handovers/{id}/accept",
    "POST /api/v1/handovers/{id}/reject",
    "POST /api/v1/imports",
    "GET /api/v1/imports/{id}",
  ];
  expect(calls.map((one) => one.name)).toEqual(expect.arrayContaining(promised));
});
