import { createLoader, parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { ACTION_KINDS } from "../scoring/group-actions.ts";
import { RUN_STATES } from "./run-states.ts";

/** Filters of the actions page in the URL, named as the API names them. */
export const runParsers = {
  state: parseAsStringLiteral(RUN_STATES),
  kind: parseAsStringLiteral(ACTION_KINDS),
  sheet: parseAsString,
  lead: parseAsInteger,
};
export const loadRunFilters = createLoader(runParsers);
