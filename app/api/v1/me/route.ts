import { serve } from "#lib/http/serve.ts";
import { getMe } from "#lib/members/get-me.ts";
import { getMeOperation, updateMeOperation } from "#lib/members/me-operations.ts";
import { updateMe } from "#lib/members/update-me.ts";

export const GET = serve(getMeOperation, getMe);
export const PATCH = serve(updateMeOperation, updateMe);
