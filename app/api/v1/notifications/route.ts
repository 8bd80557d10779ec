import { serve } from "#lib/http/serve.ts";
import { listNotifications } from "#lib/notifications/list-notifications.ts";
import { listNotificationsOperation } from "#lib/notifications/operations.ts";

export const GET = serve(listNotificationsOperation, listNotifications);
