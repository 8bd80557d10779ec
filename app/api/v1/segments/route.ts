import { serve } from "#lib/http/serve.ts";
import { listSegments } from "#lib/segments/list-segments.ts";
import { listSegmentsOperation } from "#lib/segments/operations.ts";

export const GET = serve(listSegmentsOperation, listSegments);
