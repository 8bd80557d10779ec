import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { apiFetch } from "../http/client.ts";
import { apiPaths } from "../paths.ts";
import {
  createEndpointOperation,
  deleteEndpointOperation,
  listDeliveriesOperation,
  listEndpointNamesOperation,
  listEndpointsOperation,
  replayDeadOperation,
  replayDeliveryOperation,
  rotateSecretOperation,
  testEndpointOperation,
  updateEndpointOperation,
} from "./operations.ts";
import type { CreateEndpoint, UpdateEndpoint } from "./schemas.ts";
import type { DeliveryState } from "./states.ts";

export const endpointsQuery = () =>
  queryOptions({
    queryKey: ["webhooks"],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.webhooks(), { schema: listEndpointsOperation.response, signal }),
  });

export const endpointNamesQuery = () =>
  queryOptions({
    queryKey: ["webhook-names"],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.webhookNames(), { schema: listEndpointNamesOperation.response, signal }),
  });

export const deliveriesQuery = (key: string, state: DeliveryState | null) =>
  infiniteQueryOptions({
    queryKey: ["webhooks", key, "deliveries", state],
    queryFn: ({ signal, pageParam }) =>
      apiFetch(apiPaths.webhookDeliveries(key, { state, cursor: pageParam }), {
        schema: listDeliveriesOperation.response,
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export const createEndpoint = (body: CreateEndpoint) =>
  apiFetch(apiPaths.webhooks(), { body, schema: createEndpointOperation.response });

export const updateEndpoint = ({ key, ...body }: UpdateEndpoint & { key: string }) =>
  apiFetch(apiPaths.webhook(key), { method: "PATCH", body, schema: updateEndpointOperation.response });

export const deleteEndpoint = (key: string) =>
  apiFetch(apiPaths.webhook(key), { method: "DELETE", schema: deleteEndpointOperation.response });

export const rotateSecret = ({ key, hours }: { key: string; hours: number }) =>
  apiFetch(apiPaths.webhookRotate(key), {
    body: { keep_old_hours: hours },
    schema: rotateSecretOperation.response,
  });

export const testEndpoint = (key: string) =>
  apiFetch(apiPaths.webhookTest(key), { body: {}, schema: testEndpointOperation.response });

export const replayDelivery = ({ key, id }: { key: string; id: number }) =>
  apiFetch(apiPaths.webhookDeliveryReplay(key, id), { body: {}, schema: replayDeliveryOperation.response });

export const replayDead = (key: string) =>
  apiFetch(apiPaths.webhookReplay(key), { body: {}, schema: replayDeadOperation.response });
