import { serve } from "#lib/http/serve.ts";
import { retryMailOperation } from "#lib/mail/operations.ts";
import { retryMail } from "#lib/mail/retry-mail.ts";

export const POST = serve(retryMailOperation, retryMail);
