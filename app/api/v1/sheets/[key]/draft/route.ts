import { serve } from "#lib/http/serve.ts";
import { discardDraft } from "#lib/sheets/discard-draft.ts";
import { ifMatch } from "#lib/sheets/if-match.ts";
import { discardDraftOperation, saveDraftOperation } from "#lib/sheets/operations.ts";
import { saveDraft } from "#lib/sheets/save-draft.ts";

export const PUT = serve(saveDraftOperation, (ctx, input, request) =>
  saveDraft(ctx, input, ifMatch(request)),
);
export const DELETE = serve(discardDraftOperation, (ctx, input, request) =>
  discardDraft(ctx, input, ifMatch(request)),
);
