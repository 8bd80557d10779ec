import { serve } from "#lib/http/serve.ts";
import { listProgrammes } from "#lib/programmes/list-programmes.ts";
import { listProgrammesOperation } from "#lib/programmes/operations.ts";

export const GET = serve(listProgrammesOperation, listProgrammes);
