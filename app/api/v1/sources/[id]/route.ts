import { serve } from "#lib/http/serve.ts";
import { deleteSource } from "#lib/sources/delete-source.ts";
import { deleteSourceOperation, updateSourceOperation } from "#lib/sources/operations.ts";
import { updateSource } from "#lib/sources/update-source.ts";

export const PATCH = serve(updateSourceOperation, updateSource);
export const DELETE = serve(deleteSourceOperation, deleteSource);
