import { readiness } from "#lib/runtime/readiness.ts";

export const dynamic = "force-dynamic";

/** 200 once requests can be served: the database answers. */
export async function GET(): Promise<Response> {
  const ready = await readiness();
  return Response.json(
    { status: ready ? "ready" : "unavailable" },
    {
      status: ready ? 200 : 503,
      headers: { "cache-control": "no-store", ...(ready ? {} : { "retry-after": "2" }) },
    },
  );
}
