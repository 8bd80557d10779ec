import { serve } from "#lib/http/serve.ts";
import { listQueue } from "#lib/queue/list-queue.ts";
import { listQueueOperation } from "#lib/queue/operations.ts";

export const GET = serve(listQueueOperation, listQueue);
