import { serve } from "#lib/http/serve.ts";
import { bulkHandovers } from "#lib/queue/bulk-handovers.ts";
import { bulkHandoversOperation } from "#lib/queue/operations.ts";

export const POST = serve(bulkHandoversOperation, bulkHandovers);
