import { serve } from "#lib/http/serve.ts";
import { deleteSegment } from "#lib/segments/delete-segment.ts";
import { deleteSegmentOperation, putSegmentOperation } from "#lib/segments/operations.ts";
import { putSegment } from "#lib/segments/put-segment.ts";

export const PUT = serve(putSegmentOperation, putSegment);
export const DELETE = serve(deleteSegmentOperation, deleteSegment);
