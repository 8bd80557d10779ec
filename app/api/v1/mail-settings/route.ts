import { serve } from "#lib/http/serve.ts";
import { getMailSettings, putMailSettings } from "#lib/mail/mail-settings.ts";
import { getMailSettingsOperation, putMailSettingsOperation } from "#lib/mail/operations.ts";

export const GET = serve(getMailSettingsOperation, getMailSettings);
export const PUT = serve(putMailSettingsOperation, putMailSettings);
