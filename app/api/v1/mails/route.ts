import { serve } from "#lib/http/serve.ts";
import { listMails } from "#lib/mail/list-mails.ts";
import { listMailsOperation } from "#lib/mail/operations.ts";

export const GET = serve(listMailsOperation, listMails);
