import { parseAsInteger, parseAsString } from "nuqs/server";

/** The page's state in the URL, named as the API names it. */
export const returnParsers = {
  from: parseAsString,
  to: parseAsString,
  horizon_days: parseAsInteger.withDefault(90),
};
