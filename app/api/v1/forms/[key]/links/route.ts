import { linkForm } from "#lib/forms/link-form.ts";
import { linkFormOperation } from "#lib/forms/operations.ts";
import { serve } from "#lib/http/serve.ts";

export const POST = serve(linkFormOperation, linkForm);
