import { z } from "zod";
import { operation } from "../http/operation.ts";
import { preferencesSchema, shownPreferencesSchema } from "./preference-schemas.ts";
import { markReadSchema, notificationListSchema } from "./schemas.ts";

const tag = "Notifications";

export const listNotificationsOperation = operation({
  id: "listNotifications",
  method: "get",
  path: "/api/v1/notifications",
  tag,
  summary: "The caller's newest notifications, and how many are unread",
  permission: "authenticated",
  response: notificationListSchema,
});

export const markReadOperation = operation({
  id: "markNotificationsRead",
  method: "post",
  path: "/api/v1/notifications/read",
  tag,
  summary: "Mark some or all of the caller's notifications as read",
  permission: "authenticated",
  body: markReadSchema,
  response: z.object({ unread: z.number().int() }),
});

export const getPreferencesOperation = operation({
  id: "getNotificationPreferences",
  method: "get",
  path: "/api/v1/me/notifications",
  tag,
  summary: "How the caller is told: channels, quiet hours, digest",
  permission: "authenticated",
  response: shownPreferencesSchema,
});

export const setPreferencesOperation = operation({
  id: "setNotificationPreferences",
  method: "put",
  path: "/api/v1/me/notifications",
  tag,
  summary: "Choose how the caller is told",
  permission: "authenticated",
  body: preferencesSchema,
  response: shownPreferencesSchema,
});

export const notificationOperations = [
  listNotificationsOperation,
  markReadOperation,
  getPreferencesOperation,
  setPreferencesOperation,
];
