import { queryOptions } from "@tanstack/react-query";
import { apiFetch } from "../http/client.ts";
import { apiPaths } from "../paths.ts";
import {
  acceptHandoverOperation,
  listQueueOperation,
  rejectHandoverOperation,
  reopenHandoverOperation,
} from "./operations.ts";
import type { ListQueueInput } from "./schemas.ts";

/** The live stream tells of new leads; this is for where it does not get through. */
const REFRESH_MS = 60_000;

export const queueQuery = (input: Partial<ListQueueInput>) =>
  queryOptions({
    queryKey: ["queue", input],
    queryFn: ({ signal }) => apiFetch(apiPaths.queue(input), { schema: listQueueOperation.response, signal }),
    refetchInterval: REFRESH_MS,
  });

export const acceptHandover = (id: number) =>
  apiFetch(apiPaths.handoverAccept(id), { body: {}, schema: acceptHandoverOperation.response });

export const rejectHandover = ({ id, ...body }: { id: number; reason: string; note?: string }) =>
  apiFetch(apiPaths.handoverReject(id), { body, schema: rejectHandoverOperation.response });

export const reopenHandover = (id: number) =>
  apiFetch(apiPaths.handoverReopen(id), { body: {}, schema: reopenHandoverOperation.response });
