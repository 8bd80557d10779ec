import { serve } from "#lib/http/serve.ts";
import { resolveCommentOperation } from "#lib/sheets/agreement-operations.ts";
import { resolveComment } from "#lib/sheets/resolve-comment.ts";

export const PATCH = serve(resolveCommentOperation, resolveComment);
