import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { apiFetch } from "../http/client.ts";
import { apiPaths } from "../paths.ts";
import {
  getMailOperation,
  getMailSettingsOperation,
  listMailsOperation,
  putMailSettingsOperation,
  retryMailOperation,
} from "./operations.ts";
import type { MailSettings, OutboxMail } from "./schemas.ts";

export const mailsQuery = (state: OutboxMail["state"] | null) =>
  infiniteQueryOptions({
    queryKey: ["mails", "list", state],
    initialPageParam: null as string | null,
    getNextPageParam: (page: z.infer<typeof listMailsOperation.response>) => page.next_cursor,
    queryFn: ({ pageParam, signal }) =>
      apiFetch(apiPaths.mails({ state, cursor: pageParam }), { schema: listMailsOperation.response, signal }),
  });

export const mailQuery = (id: number) =>
  queryOptions({
    queryKey: ["mails", "one", id],
    queryFn: ({ signal }) => apiFetch(apiPaths.mail(id), { schema: getMailOperation.response, signal }),
  });

export const mailSettingsQuery = () =>
  queryOptions({
    queryKey: ["mail-settings"],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.mailSettings(), { schema: getMailSettingsOperation.response, signal }),
  });

export const retryMail = (id: number) =>
  apiFetch(apiPaths.mailRetry(id), { method: "POST", body: {}, schema: retryMailOperation.response });

export const putMailSettings = (body: MailSettings) =>
  apiFetch(apiPaths.mailSettings(), { method: "PUT", body, schema: putMailSettingsOperation.response });
