import { z } from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import type { Operation } from "../http/operation.ts";
import { OPERATIONS } from "./operations.ts";

const issueSchema = z.object({ path: z.string(), message: z.string() });

const errorSchema = z
  .object({
    error: z.object({ code: z.string(), message: z.string(), issues: z.array(issueSchema).optional() }),
  })
  .meta({ id: "Error" });

const REFUSALS = {
  400: "Malformed",
  401: "No valid token or session",
  403: "The caller's role may not do this",
  404: "Not found (also for what belongs to another workspace)",
  409: "In conflict with the present state",
  412: "If-Match names an older revision",
  413: "Too large",
  422: "Not valid; `issues` names every field",
  429: "Too many requests; see Retry-After",
  503: "Not available right now; see Retry-After",
} as const;

const writingHeaders = z.object({
  "Idempotency-Key": z.string().max(255).optional().meta({
    description:
      "Makes the call count once: the same call with the same key gets the stored answer for 24 hours; the key with other input is refused (422).",
  }),
});

const refusal = (description: string) => ({
  description,
  content: { "application/json": { schema: errorSchema } },
});

function describe(operation: Operation): ZodOpenApiOperationObject {
  const hasJson =
    operation.method !== "get" && Object.keys((operation.body as z.ZodObject).shape ?? { any: 1 }).length > 0;
  const errors = Object.fromEntries(
    Object.entries(REFUSALS).map(([status, text]) => [status, refusal(text)]),
  );
  const media = operation.responseType ?? "application/json";
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    description:
      operation.permission === "authenticated"
        ? "Any member."
        : `Needs the permission \`${operation.permission}\`.`,
    security: [{ token: [] }],
    requestParams: {
      path: operation.params,
      query: operation.query,
      ...(operation.method === "get" ? {} : { header: writingHeaders }),
    },
    ...(operation.rawBody || hasJson
      ? {
          requestBody: { content: { [operation.rawBody ?? "application/json"]: { schema: operation.body } } },
        }
      : {}),
    responses: {
      [String(operation.status ?? 200)]: {
        description: "Done",
        content: { [media]: { schema: operation.response } },
      },
      ...errors,
    } as ZodOpenApiOperationObject["responses"],
  };
}

let cached: ReturnType<typeof createDocument> | undefined;

/** The OpenAPI 3.1 description of the HTTP surface, made from the schemas that validate it. */
export function openApiDocument(): ReturnType<typeof createDocument> {
  if (cached) return cached;
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of OPERATIONS) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) };
  }
  const document = {
    openapi: "3.1.0",
    info: { title: "Hotsheet", version: "1", description: "Lead scoring that marketing and sales agree on." },
    components: { securitySchemes: { token: { type: "http" as const, scheme: "bearer" } } },
    paths,
  } as const;
  // A transform's result has no schema of its own; what goes in is described.
  cached = createDocument(document, {
    allowEmptySchema: { pipe: { output: true }, transform: { output: true } },
  });
  return cached;
}
