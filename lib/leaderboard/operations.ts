import { operation } from "../http/operation.ts";
import { leaderboardQuery, leaderboardSchema } from "./schemas.ts";

export const getLeaderboardOperation = operation({
  id: "getLeaderboard",
  method: "get",
  path: "/api/v1/leaderboard",
  tag: "Leads",
  summary: "The leads with the highest scores, with what changed in 24 hours and in seven days",
  permission: "leads:read",
  query: leaderboardQuery,
  response: leaderboardSchema,
});
