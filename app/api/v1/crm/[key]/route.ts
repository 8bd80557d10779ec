import { deleteConnection } from "#lib/crm/delete-connection.ts";
import { deleteConnectionOperation, updateConnectionOperation } from "#lib/crm/operations.ts";
import { updateConnection } from "#lib/crm/update-connection.ts";
import { serve } from "#lib/http/serve.ts";

export const PATCH = serve(updateConnectionOperation, updateConnection);
export const DELETE = serve(deleteConnectionOperation, deleteConnection);
