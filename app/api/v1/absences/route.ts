import { serve } from "#lib/http/serve.ts";
import { addAbsence } from "#lib/routing/add-absence.ts";
import { addAbsenceOperation } from "#lib/routing/operations.ts";

export const POST = serve(addAbsenceOperation, addAbsence);
