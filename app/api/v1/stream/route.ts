import { serve } from "#lib/http/serve.ts";
import { openStreamOperation } from "#lib/live/operations.ts";
import { openStream } from "#lib/live/stream.ts";

export const GET = serve(openStreamOperation, openStream);
