import { preflight } from "#lib/collector/cors.ts";
import { receive } from "#lib/collector/receive.ts";

export const dynamic = "force-dynamic";

/** The collector (docs/api): /v1/batch and the calls it is made of. Other paths are not found, and never redirected. */
export async function POST(
  request: Request,
  route: { params: Promise<{ call?: string[] }> },
): Promise<Response> {
  return receive((await route.params).call?.join("/") ?? "", request);
}

export const OPTIONS = preflight;
