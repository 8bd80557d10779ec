import { preflight } from "#lib/collector/cors.ts";
import { receive } from "#lib/collector/receive.ts";

export const dynamic = "force-dynamic";

/** Where RudderStack's SDK sends what is left when a page closes. */
export const POST = (request: Request): Promise<Response> => receive("batch", request);

export const OPTIONS = preflight;
