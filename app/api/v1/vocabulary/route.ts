import { serve } from "#lib/http/serve.ts";
import { listVocabulary } from "#lib/vocabulary/list-vocabulary.ts";
import { listVocabularyOperation } from "#lib/vocabulary/operations.ts";

export const GET = serve(listVocabularyOperation, listVocabulary);
