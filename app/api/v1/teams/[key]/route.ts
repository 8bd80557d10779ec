import { serve } from "#lib/http/serve.ts";
import { deleteTeam } from "#lib/routing/delete-team.ts";
import { deleteTeamOperation, putTeamOperation } from "#lib/routing/operations.ts";
import { putTeam } from "#lib/routing/put-team.ts";

export const PUT = serve(putTeamOperation, putTeam);
export const DELETE = serve(deleteTeamOperation, deleteTeam);
