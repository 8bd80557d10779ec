import { deleteForm } from "#lib/forms/delete-form.ts";
import { getForm } from "#lib/forms/get-form.ts";
import { deleteFormOperation, getFormOperation, putFormOperation } from "#lib/forms/operations.ts";
import { putForm } from "#lib/forms/put-form.ts";
import { serve } from "#lib/http/serve.ts";

export const GET = serve(getFormOperation, getForm);
export const PUT = serve(putFormOperation, putForm);
export const DELETE = serve(deleteFormOperation, deleteForm);
