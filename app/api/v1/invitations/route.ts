import { serve } from "#lib/http/serve.ts";
import { createInvitation } from "#lib/members/create-invitation.ts";
import { listInvitations } from "#lib/members/list-invitations.ts";
import { createInvitationOperation, listInvitationsOperation } from "#lib/members/operations.ts";

export const GET = serve(listInvitationsOperation, listInvitations);
export const POST = serve(createInvitationOperation, createInvitation);
