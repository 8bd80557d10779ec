import { serve } from "#lib/http/serve.ts";
import { getMail } from "#lib/mail/list-mails.ts";
import { getMailOperation } from "#lib/mail/operations.ts";

export const GET = serve(getMailOperation, getMail);
