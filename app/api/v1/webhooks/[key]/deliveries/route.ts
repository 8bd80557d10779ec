import { serve } from "#lib/http/serve.ts";
import { listDeliveries } from "#lib/webhooks/list-deliveries.ts";
import { listDeliveriesOperation } from "#lib/webhooks/operations.ts";

export const GET = serve(listDeliveriesOperation, listDeliveries);
