import { infiniteQueryOptions } from "@tanstack/react-query";
import { apiFetch } from "../http/client.ts";
import { apiPaths } from "../paths.ts";
import { listRejectedEventsOperation, replayRejectedEventsOperation } from "./operations.ts";
import type { ReplayRejected } from "./rejected-schemas.ts";

/** Pages of refused messages, newest first; each next one is older. */
export const rejectedEventsQuery = () =>
  infiniteQueryOptions({
    queryKey: ["rejected-events"],
    queryFn: ({ pageParam, signal }) =>
      apiFetch(apiPaths.rejectedEvents({ cursor: pageParam }), {
        schema: listRejectedEventsOperation.response,
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export const replayRejected = (body: ReplayRejected) =>
  apiFetch(apiPaths.rejectedEventsReplay(), { body, schema: replayRejectedEventsOperation.response });
