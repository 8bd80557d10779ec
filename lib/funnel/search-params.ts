import { createLoader, parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { BYS } from "./schemas.ts";

/** The report's state in the URL, named as the API names it. */
export const funnelParsers = {
  segment: parseAsString,
  from: parseAsString,
  to: parseAsString,
  basis: parseAsStringLiteral(["cohort", "period"] as const).withDefault("cohort"),
  horizon_days: parseAsInteger.withDefault(90),
  by: parseAsStringLiteral(BYS).withDefault("source"),
  value: parseAsString,
};
/** What lies over the report: a number whose leads are listed, as a query of its own; and the stage of rates and weeks. */
export const funnelViewParsers = {
  leads: parseAsString,
  stage: parseAsStringLiteral(["mql", "sal", "sql", "opportunity", "customer"] as const).withDefault(
    "opportunity",
  ),
};
export const loadFunnel = createLoader(funnelParsers);
