import { serve } from "#lib/http/serve.ts";
import { listEndpointNames } from "#lib/webhooks/list-endpoints.ts";
import { listEndpointNamesOperation } from "#lib/webhooks/operations.ts";

export const GET = serve(listEndpointNamesOperation, listEndpointNames);
