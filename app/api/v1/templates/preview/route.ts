import { serve } from "#lib/http/serve.ts";
import { previewTemplateOperation } from "#lib/sheets/operations.ts";
import { previewTemplate } from "#lib/sheets/preview-template.ts";

export const GET = serve(previewTemplateOperation, previewTemplate);
