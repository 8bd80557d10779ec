import { serve } from "#lib/http/serve.ts";
import { getLeaderboard } from "#lib/leaderboard/get-leaderboard.ts";
import { getLeaderboardOperation } from "#lib/leaderboard/operations.ts";

export const GET = serve(getLeaderboardOperation, getLeaderboard);
