import { serve } from "#lib/http/serve.ts";
import { editDraft } from "#lib/sheets/edit-draft.ts";
import { listEdits } from "#lib/sheets/list-edits.ts";
import { editDraftOperation, listEditsOperation } from "#lib/sheets/operations.ts";

export const GET = serve(listEditsOperation, listEdits);
export const POST = serve(editDraftOperation, editDraft);
