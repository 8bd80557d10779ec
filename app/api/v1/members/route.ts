import { serve } from "#lib/http/serve.ts";
import { listMembers } from "#lib/members/list-members.ts";
import { listMembersOperation } from "#lib/members/operations.ts";

export const GET = serve(listMembersOperation, listMembers);
