import { serve } from "#lib/http/serve.ts";
import { withdrawSuggestionOperation } from "#lib/sheets/suggestion-operations.ts";
import { withdrawSuggestion } from "#lib/sheets/withdraw-suggestion.ts";

export const POST = serve(withdrawSuggestionOperation, withdrawSuggestion);
