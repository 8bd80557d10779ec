import { serve } from "#lib/http/serve.ts";
import { listArrivals } from "#lib/sources/list-arrivals.ts";
import { listArrivalsOperation } from "#lib/sources/operations.ts";

export const GET = serve(listArrivalsOperation, listArrivals);
