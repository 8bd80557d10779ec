import { AppError } from "../errors.ts";
import { log } from "../log.ts";
import { fromDatabase } from "./database-errors.ts";

/** JSON with the request's id and no caching: answers depend on who asks. */
export function json(
  body: unknown,
  requestId: string,
  init: { status?: number; headers?: Record<string, string> } = {},
): Response {
  return Response.json(body, {
    status: init.status ?? 200,
    headers: { "cache-control": "private, no-store", "x-request-id": requestId, ...init.headers },
  });
}

/** The only place where errors become answers. What is unknown is logged and becomes a generic 500. */
export function errorResponse(error: unknown, requestId: string): Response {
  const known = error instanceof AppError ? error : fromDatabase(error);
  if (!known) {
    log.error({ err: error, requestId }, "unexpected error");
    return json(
      { error: { code: "internal", message: `Something went wrong on our side (request ${requestId})` } },
      requestId,
      {
        status: 500,
      },
    );
  }
  if (known.status >= 500) log.warn({ err: known, requestId }, "request failed");
  const headers: Record<string, string> = {};
  if (known.retryAfter !== undefined)
    headers["retry-after"] = String(Math.max(1, Math.ceil(known.retryAfter)));
  if (known.status === 401) headers["www-authenticate"] = "Bearer";
  const { code, message, issues } = known;
  return json({ error: { code, message, ...(issues ? { issues } : {}) } }, requestId, {
    status: known.status,
    headers,
  });
}
