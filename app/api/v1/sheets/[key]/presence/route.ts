import { serve } from "#lib/http/serve.ts";
import { announcePresence } from "#lib/sheets/announce-presence.ts";
import { presenceOperation } from "#lib/sheets/operations.ts";

export const POST = serve(presenceOperation, announcePresence);
