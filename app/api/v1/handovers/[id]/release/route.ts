import { serve } from "#lib/http/serve.ts";
import { releaseHandoverOperation } from "#lib/queue/operations.ts";
import { releaseHandover } from "#lib/queue/release-handover.ts";

export const POST = serve(releaseHandoverOperation, releaseHandover);
