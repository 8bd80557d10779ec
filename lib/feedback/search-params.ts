import { parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { DEFAULT_HORIZON_DAYS, SCOPES } from "./schemas.ts";

/** The report's state in the URL, named as the API names it; without a version the page chooses one. */
export const feedbackParsers = {
  sheet: parseAsString,
  version: parseAsString,
  segment: parseAsString,
  horizon_days: parseAsInteger.withDefault(DEFAULT_HORIZON_DAYS),
  scope: parseAsStringLiteral(SCOPES).withDefault("all"),
};
