import { preflight } from "#lib/collector/cors.ts";
import { receive } from "#lib/collector/receive.ts";

export const dynamic = "force-dynamic";

/** The collector (docs/api): /v1/batch and the calls it is made of. */
export async function POST(
  request: Request,
  route: { params: Promise<{ call: string }> },
): Promise<Response> {
  return receive((await route.params).call, request);
}

export const OPTIONS = preflight;
