import { getFunnel } from "#lib/funnel/get-funnel.ts";
import { getFunnelOperation } from "#lib/funnel/operations.ts";
import { serve } from "#lib/http/serve.ts";

export const GET = serve(getFunnelOperation, getFunnel);
