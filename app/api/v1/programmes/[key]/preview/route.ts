import { serve } from "#lib/http/serve.ts";
import { previewMailOperation } from "#lib/programmes/operations.ts";
import { previewMail } from "#lib/programmes/preview-mail.ts";

export const POST = serve(previewMailOperation, previewMail);
