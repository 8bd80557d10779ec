import { serve } from "#lib/http/serve.ts";
import { enrolByHand } from "#lib/programmes/enrol-by-hand.ts";
import { listEnrolments } from "#lib/programmes/list-enrolments.ts";
import { enrolOperation, listEnrolmentsOperation } from "#lib/programmes/operations.ts";

export const GET = serve(listEnrolmentsOperation, listEnrolments);
export const POST = serve(enrolOperation, enrolByHand);
