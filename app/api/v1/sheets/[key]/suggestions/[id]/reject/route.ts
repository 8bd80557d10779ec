import { serve } from "#lib/http/serve.ts";
import { rejectSuggestion } from "#lib/sheets/reject-suggestion.ts";
import { rejectSuggestionOperation } from "#lib/sheets/suggestion-operations.ts";

export const POST = serve(rejectSuggestionOperation, rejectSuggestion);
