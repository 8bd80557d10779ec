import { serve } from "#lib/http/serve.ts";
import { deleteView } from "#lib/views/delete-view.ts";
import { editView } from "#lib/views/edit-view.ts";
import { deleteViewOperation, editViewOperation } from "#lib/views/operations.ts";

export const PATCH = serve(editViewOperation, editView);
export const DELETE = serve(deleteViewOperation, deleteView);
