import { serve } from "#lib/http/serve.ts";
import { getPreferences } from "#lib/notifications/get-preferences.ts";
import { getPreferencesOperation, setPreferencesOperation } from "#lib/notifications/operations.ts";
import { setPreferences } from "#lib/notifications/set-preferences.ts";

export const GET = serve(getPreferencesOperation, getPreferences);
export const PUT = serve(setPreferencesOperation, setPreferences);
