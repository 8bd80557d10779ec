import { serve } from "#lib/http/serve.ts";
import { createSource } from "#lib/sources/create-source.ts";
import { listSources } from "#lib/sources/list-sources.ts";
import { createSourceOperation, listSourcesOperation } from "#lib/sources/operations.ts";

export const GET = serve(listSourcesOperation, listSources);
export const POST = serve(createSourceOperation, createSource);
