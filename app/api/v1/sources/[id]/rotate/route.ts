import { serve } from "#lib/http/serve.ts";
import { rotateKeyOperation } from "#lib/sources/operations.ts";
import { rotateWriteKey } from "#lib/sources/rotate-write-key.ts";

export const POST = serve(rotateKeyOperation, rotateWriteKey);
