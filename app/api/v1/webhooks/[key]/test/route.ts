import { serve } from "#lib/http/serve.ts";
import { testEndpointOperation } from "#lib/webhooks/operations.ts";
import { testEndpoint } from "#lib/webhooks/test-endpoint.ts";

export const POST = serve(testEndpointOperation, testEndpoint);
