import { serve } from "#lib/http/serve.ts";
import { signOutEverywhereOperation } from "#lib/members/me-operations.ts";
import { signOutEverywhere } from "#lib/members/sign-out-everywhere.ts";

export const POST = serve(signOutEverywhereOperation, signOutEverywhere);
