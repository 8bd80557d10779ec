import { preflight } from "#lib/collector/cors.ts";
import { sourceConfig } from "#lib/collector/sdk-settings.ts";

export const dynamic = "force-dynamic";

export const GET = sourceConfig;

export const OPTIONS = preflight;
