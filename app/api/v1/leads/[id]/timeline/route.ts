import { serve } from "#lib/http/serve.ts";
import { listTimeline } from "#lib/leads/list-timeline.ts";
import { listTimelineOperation } from "#lib/leads/operations.ts";

export const GET = serve(listTimelineOperation, listTimeline);
