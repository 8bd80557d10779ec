import { serve } from "#lib/http/serve.ts";
import { deleteProgramme } from "#lib/programmes/delete-programme.ts";
import { getProgramme } from "#lib/programmes/get-programme.ts";
import {
  deleteProgrammeOperation,
  getProgrammeOperation,
  putProgrammeOperation,
} from "#lib/programmes/operations.ts";
import { putProgramme } from "#lib/programmes/put-programme.ts";

export const GET = serve(getProgrammeOperation, getProgramme);
export const PUT = serve(putProgrammeOperation, putProgramme);
export const DELETE = serve(deleteProgrammeOperation, deleteProgramme);
