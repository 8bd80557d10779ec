import { startSession } from "#lib/auth/start-session.ts";
import { clientAddress } from "#lib/http/client-address.ts";
import { serve } from "#lib/http/serve.ts";
import { changePassword } from "#lib/members/change-password.ts";
import { changePasswordOperation } from "#lib/members/me-operations.ts";

export const POST = serve(changePasswordOperation, async (ctx, input, request) => {
  const claims = await changePassword(ctx, input, clientAddress(request.headers));
  // The person stays signed in here; every other session has just ended.
  await startSession(claims);
  return { done: true };
});
