import { z } from "zod";
import { operation } from "../http/operation.ts";
import { mailListSchema, mailQuery, mailSchema, mailSettingsSchema, oneMailSchema } from "./schemas.ts";

const tag = "Mails";
const byId = z.object({ id: z.coerce.number().int().positive() });

export const listMailsOperation = operation({
  id: "listMails",
  method: "get",
  path: "/api/v1/mails",
  tag,
  summary: "The outbox, newest first",
  permission: "mail:read",
  query: mailQuery,
  response: mailListSchema,
});

export const getMailOperation = operation({
  id: "getMail",
  method: "get",
  path: "/api/v1/mails/{id}",
  tag,
  summary: "One mail of the outbox with its text",
  permission: "mail:read",
  params: byId,
  response: oneMailSchema,
});

export const retryMailOperation = operation({
  id: "retryMail",
  method: "post",
  path: "/api/v1/mails/{id}/retry",
  tag,
  summary: "Send a mail that is held or failed",
  permission: "mail:manage",
  params: byId,
  response: mailSchema,
});

export const getMailSettingsOperation = operation({
  id: "getMailSettings",
  method: "get",
  path: "/api/v1/mail-settings",
  tag,
  summary: "How leads are written to",
  permission: "mail:read",
  response: mailSettingsSchema,
});

export const putMailSettingsOperation = operation({
  id: "putMailSettings",
  method: "put",
  path: "/api/v1/mail-settings",
  tag,
  summary: "Set how leads are written to",
  permission: "workspace:manage",
  body: mailSettingsSchema,
  response: mailSettingsSchema,
});

export const mailOperations = [
  listMailsOperation,
  getMailOperation,
  retryMailOperation,
  getMailSettingsOperation,
  putMailSettingsOperation,
];
