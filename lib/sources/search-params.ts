import { parseAsBoolean, parseAsString, parseAsStringLiteral } from "nuqs/server";

export const SOURCE_TABS = ["install", "live", "manage"] as const;

/** What a source's page shows, in its URL; `message` is the open one of the live events. */
export const sourceParsers = {
  tab: parseAsStringLiteral(SOURCE_TABS).withDefault("install"),
  event: parseAsString.withDefault(""),
  refused: parseAsBoolean.withDefault(false),
  message: parseAsString,
};
