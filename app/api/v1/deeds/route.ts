import { serve } from "#lib/http/serve.ts";
import { listDeeds } from "#lib/queue/list-deeds.ts";
import { listDeedsOperation } from "#lib/queue/operations.ts";

export const GET = serve(listDeedsOperation, listDeeds);
