import { createConnection } from "#lib/crm/create-connection.ts";
import { listConnections } from "#lib/crm/list-connections.ts";
import { createConnectionOperation, listConnectionsOperation } from "#lib/crm/operations.ts";
import { serve } from "#lib/http/serve.ts";

export const GET = serve(listConnectionsOperation, listConnections);
export const POST = serve(createConnectionOperation, createConnection);
