import { serve } from "#lib/http/serve.ts";
import { rotateSecretOperation } from "#lib/webhooks/operations.ts";
import { rotateSecret } from "#lib/webhooks/rotate-secret.ts";

export const POST = serve(rotateSecretOperation, rotateSecret);
