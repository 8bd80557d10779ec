import { serve } from "#lib/http/serve.ts";
import { undoJoinOperation } from "#lib/leads/join-operations.ts";
import { undoJoin } from "#lib/leads/undo-join.ts";

export const DELETE = serve(undoJoinOperation, undoJoin);
