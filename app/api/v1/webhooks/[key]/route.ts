import { serve } from "#lib/http/serve.ts";
import { deleteEndpoint } from "#lib/webhooks/delete-endpoint.ts";
import { deleteEndpointOperation, updateEndpointOperation } from "#lib/webhooks/operations.ts";
import { updateEndpoint } from "#lib/webhooks/update-endpoint.ts";

export const PATCH = serve(updateEndpointOperation, updateEndpoint);
export const DELETE = serve(deleteEndpointOperation, deleteEndpoint);
