import { serve } from "#lib/http/serve.ts";
import { acceptSuggestion } from "#lib/sheets/accept-suggestion.ts";
import { acceptSuggestionOperation } from "#lib/sheets/suggestion-operations.ts";

export const POST = serve(acceptSuggestionOperation, acceptSuggestion);
