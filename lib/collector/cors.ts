/** Names of headers, as a preflight asks for them. */
const HEADER_NAMES = /^[\w!#$%&'*+.^`|~, -]{1,1000}$/;
const USUAL = "authorization, content-type, anonymousid, sentat, x-retry-count";

/**
 * What lets a page of any origin talk to the collector. No cookie is ever read or set there, so that credentials, which
 * beacons always carry, change nothing and may come along.
 */
export function corsHeaders(request: Request): Record<string, string> {
  const origin = request.headers.get("origin");
  if (origin === null) return { vary: "Origin" };
  return {
    vary: "Origin",
    "access-control-allow-origin": origin,
    "access-control-allow-credentials": "true",
    "access-control-expose-headers": "retry-after, x-request-id",
  };
}

/** The answer to OPTIONS: whatever headers the SDK asks for are allowed. Needs no database. */
export function preflight(request: Request): Response {
  const asked = request.headers.get("access-control-request-headers") ?? "";
  return new Response(null, {
    status: 204,
    headers: {
      ...corsHeaders(request),
      vary: "Origin, Access-Control-Request-Headers",
      "access-control-allow-methods": "GET, POST, OPTIONS",
      "access-control-allow-headers": HEADER_NAMES.test(asked) ? asked : USUAL,
      "access-control-max-age": "86400",
    },
  });
}

/** `response` with the headers above; its own stay. */
export function withCors(request: Request, response: Response): Response {
  for (const [name, value] of Object.entries(corsHeaders(request))) response.headers.set(name, value);
  return response;
}
