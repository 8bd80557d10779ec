import { parseAsStringLiteral } from "nuqs/server";
import { DELIVERY_STATES } from "./states.ts";

export const WEBHOOK_TABS = ["deliveries", "manage"] as const;

/** What a webhook's page shows, in its URL. */
export const webhookParsers = {
  tab: parseAsStringLiteral(WEBHOOK_TABS).withDefault("deliveries"),
  state: parseAsStringLiteral(DELIVERY_STATES),
};
