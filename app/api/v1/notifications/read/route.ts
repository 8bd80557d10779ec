import { serve } from "#lib/http/serve.ts";
import { markRead } from "#lib/notifications/mark-read.ts";
import { markReadOperation } from "#lib/notifications/operations.ts";

export const POST = serve(markReadOperation, markRead);
