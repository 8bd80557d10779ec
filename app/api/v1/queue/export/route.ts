import { serve } from "#lib/http/serve.ts";
import { exportQueue } from "#lib/queue/export-queue.ts";
import { exportQueueOperation } from "#lib/queue/operations.ts";

export const GET = serve(exportQueueOperation, exportQueue);
