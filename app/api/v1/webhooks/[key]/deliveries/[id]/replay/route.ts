import { serve } from "#lib/http/serve.ts";
import { replayDeliveryOperation } from "#lib/webhooks/operations.ts";
import { replayDelivery } from "#lib/webhooks/replay.ts";

export const POST = serve(replayDeliveryOperation, replayDelivery);
