import { serve } from "#lib/http/serve.ts";
import { revokeTokenOperation } from "#lib/tokens/operations.ts";
import { revokeToken } from "#lib/tokens/revoke-token.ts";

export const DELETE = serve(revokeTokenOperation, revokeToken);
