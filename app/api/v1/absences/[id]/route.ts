import { serve } from "#lib/http/serve.ts";
import { removeAbsenceOperation } from "#lib/routing/operations.ts";
import { removeAbsence } from "#lib/routing/remove-absence.ts";

export const DELETE = serve(removeAbsenceOperation, removeAbsence);
