import { authenticate } from "../auth/authenticate.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { fingerprintOf, idempotencyKey, once } from "./idempotency.ts";
import type { Operation, OperationInput } from "./operation.ts";
import { parseInput, readJson, readQuery } from "./parse.ts";
import { errorResponse, json } from "./respond.ts";

type RouteContext = { params: Promise<Record<string, string | string[] | undefined>> };
type Served = (request: Request, route: RouteContext) => Promise<Response>;

function withoutEmpty(query: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ""));
}

function object(value: unknown): Record<string, unknown> {
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    throw new AppError("malformed", "The body must be a JSON object");
  }
  return value as Record<string, unknown>;
}

/** Next hands over path parts as they stood in the URL; a part that is no valid encoding is nobody's id. */
function decoded(params: Record<string, string | string[] | undefined>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      try {
        return [name, typeof value === "string" ? decodeURIComponent(value) : value];
      } catch {
        throw new AppError("malformed", `The path part "${name}" is not validly encoded`);
      }
    }),
  );
}

/** Does a writing call that names an Idempotency-Key once, and any other as often as it is asked. */
async function answerOnce(
  operation: Operation,
  ctx: Context,
  request: Request,
  input: unknown,
  answer: () => Promise<Response>,
): Promise<Response> {
  const key = operation.method === "get" ? null : idempotencyKey(request);
  const memberId = actingMemberId(ctx);
  if (key === null || memberId === null) return answer();
  // A body that is no JSON is read by the verb itself; its declared size stands for it.
  const size = operation.rawBody ? request.headers.get("content-length") : null;
  const told = { input, size, ifMatch: request.headers.get("if-match") };
  const fingerprint = fingerprintOf(operation.method, new URL(request.url), told);
  const done = await once(
    ctx,
    memberId,
    { key, fingerprint, secret: operation.secret ?? false },
    async () => {
      const response = await answer();
      return { status: response.status, body: await response.text() };
    },
  );
  return new Response(done.body, {
    status: done.status,
    headers: {
      "content-type": "application/json",
      "cache-control": "private, no-store",
      ...(done.replayed ? { "idempotent-replayed": "true" } : {}),
    },
  });
}

/**
 * A route handler for `operation`: authenticates, checks the role, validates path, query and body, calls `verb`,
 * answers JSON. A verb may answer a `Response` of its own (CSV, streams).
 */
export function serve<O extends Operation>(
  operation: O,
  verb: (ctx: Context, input: OperationInput<O>, request: Request) => Promise<unknown>,
): Served {
  return async (request, route) => {
    const requestId = crypto.randomUUID();
    try {
      const ctx = await authenticate(request, requestId);
      if (operation.permission !== "authenticated") authorize(ctx, operation.permission);
      const params = parseInput(operation.params, decoded((await route.params) ?? {})) as Record<
        string,
        unknown
      >;
      const query = parseInput(operation.query, withoutEmpty(readQuery(new URL(request.url)))) as Record<
        string,
        unknown
      >;
      const hasJson = operation.rawBody === undefined && operation.method !== "get";
      const body = hasJson
        ? (parseInput(operation.body, object(await readJson(request))) as Record<string, unknown>)
        : {};
      const input = { ...body, ...query, ...params } as OperationInput<O>;
      const answer = async () => {
        const result = await verb(ctx, input, request);
        return result instanceof Response
          ? result
          : json(result, requestId, { status: operation.status ?? 200 });
      };
      const response = await answerOnce(operation, ctx, request, input, answer);
      response.headers.set("x-request-id", requestId);
      return response;
    } catch (error) {
      return errorResponse(error, requestId);
    }
  };
}
