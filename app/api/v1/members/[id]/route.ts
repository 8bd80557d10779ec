import { serve } from "#lib/http/serve.ts";
import { removeMemberOperation, updateMemberOperation } from "#lib/members/operations.ts";
import { removeMember } from "#lib/members/remove-member.ts";
import { updateMember } from "#lib/members/update-member.ts";

export const PATCH = serve(updateMemberOperation, updateMember);
export const DELETE = serve(removeMemberOperation, removeMember);
