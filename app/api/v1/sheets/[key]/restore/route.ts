import { serve } from "#lib/http/serve.ts";
import { ifMatch } from "#lib/sheets/if-match.ts";
import { restoreVersionOperation } from "#lib/sheets/operations.ts";
import { restoreVersion } from "#lib/sheets/restore-version.ts";

export const POST = serve(restoreVersionOperation, (ctx, input, request) =>
  restoreVersion(ctx, input, ifMatch(request)),
);
