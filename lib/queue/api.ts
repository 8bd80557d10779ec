import { queryOptions } from "@tanstack/react-query";
import { apiFetch } from "../http/client.ts";
import { apiPaths } from "../paths.ts";
import type { BulkInput } from "./bulk-schemas.ts";
import {
  acceptHandoverOperation,
  bulkHandoversOperation,
  claimHandoverOperation,
  listDeedsOperation,
  listQueueOperation,
  recordOutcomeOperation,
  rejectHandoverOperation,
  releaseHandoverOperation,
  reopenHandoverOperation,
  undoDeedOperation,
} from "./operations.ts";
import type { Outcome } from "./outcomes.ts";
import type { ListQueueInput, QueueFilter } from "./schemas.ts";

/** The live stream tells of new leads; this is for where it does not get through. */
const REFRESH_MS = 60_000;

export const queueQuery = (input: Partial<ListQueueInput>) =>
  queryOptions({
    queryKey: ["queue", input],
    queryFn: ({ signal }) => apiFetch(apiPaths.queue(input), { schema: listQueueOperation.response, signal }),
    refetchInterval: REFRESH_MS,
  });

export const queueExportPath = (filter: Partial<QueueFilter>) => apiPaths.queueExport(filter);

export const claimHandover = (id: number) =>
  apiFetch(apiPaths.handoverClaim(id), { body: {}, schema: claimHandoverOperation.response });

export const releaseHandover = (id: number) =>
  apiFetch(apiPaths.handoverRelease(id), { body: {}, schema: releaseHandoverOperation.response });

export const acceptHandover = (id: number) =>
  apiFetch(apiPaths.handoverAccept(id), { body: {}, schema: acceptHandoverOperation.response });

export type Rejection = { reason: string; note?: string; recycle: boolean };
export const rejectHandover = ({ id, ...body }: Rejection & { id: number }) =>
  apiFetch(apiPaths.handoverReject(id), { body, schema: rejectHandoverOperation.response });

export const reopenHandover = (id: number) =>
  apiFetch(apiPaths.handoverReopen(id), { body: {}, schema: reopenHandoverOperation.response });

export const bulkHandovers = (body: BulkInput) =>
  apiFetch(apiPaths.handoversBulk(), { body, schema: bulkHandoversOperation.response });

export type OutcomeInput = {
  outcome: Outcome;
  at?: string;
  value: number | null;
  currency: string | null;
  reason: string | null;
};
export const postOutcome = (lead: number, body: OutcomeInput) =>
  apiFetch(apiPaths.leadOutcome(lead), { body, schema: recordOutcomeOperation.response });

export const deedKeys = ["deeds"] as const;
export const deedsQuery = () =>
  queryOptions({
    queryKey: deedKeys,
    queryFn: ({ signal }) => apiFetch(apiPaths.deeds(), { schema: listDeedsOperation.response, signal }),
  });

export const undoDeed = (id: string) =>
  apiFetch(apiPaths.deedUndo(id), { body: {}, schema: undoDeedOperation.response });
