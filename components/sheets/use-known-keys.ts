"use client";

import { useQuery } from "@tanstack/react-query";
import { crmNamesQuery } from "#lib/crm/api.ts";
import { programmesQuery } from "#lib/programmes/api.ts";
import { poolsQuery } from "#lib/promo/api.ts";
import { routingQuery } from "#lib/routing/api.ts";
import { endpointNamesQuery } from "#lib/webhooks/api.ts";

export type KeyOf = "team" | "endpoint" | "programme" | "pool" | "connection";

/** The keys there are of what actions name. */
export function useKnownKeys(of: KeyOf): string[] {
  const teams = useQuery({ ...routingQuery(), enabled: of === "team" });
  const endpoints = useQuery({ ...endpointNamesQuery(), enabled: of === "endpoint" });
  const programmes = useQuery({ ...programmesQuery(), enabled: of === "programme" });
  const pools = useQuery({ ...poolsQuery(), enabled: of === "pool" });
  const connections = useQuery({ ...crmNamesQuery(), enabled: of === "connection" });
  const known = {
    team: teams.data?.teams,
    endpoint: endpoints.data?.items,
    programme: programmes.data?.items,
    pool: pools.data?.items,
    connection: connections.data?.items,
  };
  return known[of]?.map(({ key }) => key) ?? [];
}
