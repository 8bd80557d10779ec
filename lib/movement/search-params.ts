import { parseAsString } from "nuqs/server";

/** The page's state in the URL, named as the API names it; `left` and `entered` open the list of leads. */
export const groupsParsers = {
  segment: parseAsString,
  from: parseAsString,
  to: parseAsString,
  left: parseAsString,
  entered: parseAsString,
};
