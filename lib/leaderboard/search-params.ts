import { parseAsString } from "nuqs/server";

/** The board's state in the URL, named as the API names it. */
export const leaderboardParsers = { segment: parseAsString };
