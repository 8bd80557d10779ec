import { previewFormOperation } from "#lib/forms/operations.ts";
import { previewForm } from "#lib/forms/preview-form.ts";
import { serve } from "#lib/http/serve.ts";

export const POST = serve(previewFormOperation, previewForm);
