import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { apiFetch } from "../http/client.ts";
import { apiPaths } from "../paths.ts";
import { leaderboardSchema } from "./schemas.ts";

/** News of groups and arrivals come by the live stream; a score that only moves is noticed after this time. */
const REFRESH_MS = 5_000;

export const leaderboardOptions = (segment: string | null) =>
  queryOptions({
    queryKey: ["leaderboard", segment],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.leaderboard({ segment }), { schema: leaderboardSchema, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
