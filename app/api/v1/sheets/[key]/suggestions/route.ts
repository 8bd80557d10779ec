import { serve } from "#lib/http/serve.ts";
import { listSuggestions } from "#lib/sheets/list-suggestions.ts";
import { suggestEdits } from "#lib/sheets/suggest-edits.ts";
import { listSuggestionsOperation, suggestOperation } from "#lib/sheets/suggestion-operations.ts";

export const GET = serve(listSuggestionsOperation, listSuggestions);
export const POST = serve(suggestOperation, suggestEdits);
