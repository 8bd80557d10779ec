import { serve } from "#lib/http/serve.ts";
import { createToken } from "#lib/tokens/create-token.ts";
import { listTokens } from "#lib/tokens/list-tokens.ts";
import { createTokenOperation, listTokensOperation } from "#lib/tokens/operations.ts";

export const GET = serve(listTokensOperation, listTokens);
export const POST = serve(createTokenOperation, createToken);
