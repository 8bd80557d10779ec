import { serve } from "#lib/http/serve.ts";
import { getTrialOperation, reviewTrialOperation } from "#lib/sheets/agreement-operations.ts";
import { getTrialReviews, reviewTrial } from "#lib/sheets/trial-reviews.ts";

export const GET = serve(getTrialOperation, getTrialReviews);
export const POST = serve(reviewTrialOperation, reviewTrial);
