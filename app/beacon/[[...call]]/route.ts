import { preflight } from "#lib/collector/cors.ts";
import { receive } from "#lib/collector/receive.ts";

export const dynamic = "force-dynamic";

/** /beacon/v1/batch: where RudderStack's SDK sends what is left when a page closes. */
export async function POST(
  request: Request,
  route: { params: Promise<{ call?: string[] }> },
): Promise<Response> {
  return receive((await route.params).call?.join("/").replace(/^v1\//, "") ?? "", request);
}

export const OPTIONS = preflight;
