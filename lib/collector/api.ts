import { infiniteQueryOptions } from "@tanstack/react-query";
import { apiFetch } from "../http/client.ts";
import { apiPaths } from "../paths.ts";
import { listRejectedEventsOperation } from "./operations.ts";

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
