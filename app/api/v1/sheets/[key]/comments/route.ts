import { serve } from "#lib/http/serve.ts";
import { addComment } from "#lib/sheets/add-comment.ts";
import { addCommentOperation, listCommentsOperation } from "#lib/sheets/agreement-operations.ts";
import { listComments } from "#lib/sheets/list-comments.ts";

export const GET = serve(listCommentsOperation, listComments);
export const POST = serve(addCommentOperation, addComment);
