import { exportRejectedEvents } from "#lib/collector/export-rejected-events.ts";
import { exportRejectedEventsOperation } from "#lib/collector/operations.ts";
import { serve } from "#lib/http/serve.ts";

export const GET = serve(exportRejectedEventsOperation, exportRejectedEvents);
