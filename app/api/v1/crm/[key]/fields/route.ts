import { listFields } from "#lib/crm/list-fields.ts";
import { crmFieldsOperation } from "#lib/crm/operations.ts";
import { serve } from "#lib/http/serve.ts";

export const GET = serve(crmFieldsOperation, listFields);
