import { serve } from "#lib/http/serve.ts";
import { createEndpoint } from "#lib/webhooks/create-endpoint.ts";
import { listEndpoints } from "#lib/webhooks/list-endpoints.ts";
import { createEndpointOperation, listEndpointsOperation } from "#lib/webhooks/operations.ts";

export const GET = serve(listEndpointsOperation, listEndpoints);
export const POST = serve(createEndpointOperation, createEndpoint);
