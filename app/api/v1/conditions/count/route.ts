import { serve } from "#lib/http/serve.ts";
import { countCondition } from "#lib/segments/count-condition.ts";
import { countConditionOperation } from "#lib/segments/operations.ts";

export const POST = serve(countConditionOperation, countCondition);
