import { openApiDocument } from "#lib/openapi/document.ts";

/** Public: it describes the surface and holds nothing of anybody. */
export function GET(): Response {
  return Response.json(openApiDocument(), { headers: { "cache-control": "public, max-age=300" } });
}
