import { preflight } from "#lib/collector/cors.ts";
import { projectSettings } from "#lib/collector/sdk-settings.ts";

export const dynamic = "force-dynamic";

export async function GET(request: Request, route: { params: Promise<{ key: string }> }): Promise<Response> {
  return projectSettings(request, (await route.params).key);
}

export const OPTIONS = preflight;
