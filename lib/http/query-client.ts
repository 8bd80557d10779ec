import { keepPreviousData, MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiError } from "./client.ts";

/** Spread into queryOptions of lists and reports: a new filter shows the old rows, dimmed, until it answers. */
export const keepPrevious = { placeholderData: keepPreviousData } as const;

/**
 * Answers are fresh for 30 s; only requests that got no answer are tried again.
 * @param onUnauthenticated called when the session has ended (401).
 */
export function createQueryClient(onUnauthenticated: () => void): QueryClient {
  const onError = (error: unknown) => {
    if (error instanceof ApiError && error.status === 401) onUnauthenticated();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => error instanceof ApiError && error.isNetwork && failures < 2,
      },
      mutations: { retry: false },
    },
  });
}
