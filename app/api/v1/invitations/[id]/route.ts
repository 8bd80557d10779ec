import { serve } from "#lib/http/serve.ts";
import { revokeInvitationOperation } from "#lib/members/operations.ts";
import { revokeInvitation } from "#lib/members/revoke-invitation.ts";

export const DELETE = serve(revokeInvitationOperation, revokeInvitation);
