import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { SORTS } from "./schemas.ts";
import { STAGES } from "./stages.ts";

/** The list's state in the URL, named as the API names it. */
export const leadListParsers = {
  segment: parseAsString,
  sheet: parseAsString,
  group: parseAsString,
  label: parseAsString,
  stage: parseAsStringLiteral(STAGES),
  owner: parseAsString,
  excluded: parseAsStringLiteral(["true", "false"] as const),
  q: parseAsString.withDefault(""),
  sort: parseAsStringLiteral(SORTS).withDefault("-score"),
  cursor: parseAsString,
};
export const loadLeadList = createLoader(leadListParsers);

/** What a lead's page shows, in its URL. */
export const leadParsers = { sheet: parseAsString, version: parseAsString, as_of: parseAsString };
export const loadLead = createLoader(leadParsers);
