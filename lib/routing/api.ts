import { queryOptions } from "@tanstack/react-query";
import { apiFetch } from "../http/client.ts";
import { apiPaths } from "../paths.ts";
import {
  addAbsenceOperation,
  deleteTeamOperation,
  getRoutingOperation,
  putTeamOperation,
  removeAbsenceOperation,
  setAvailabilityOperation,
} from "./operations.ts";
import type { AbsenceInput, AvailabilityInput } from "./schemas.ts";

export const routingQuery = () =>
  queryOptions({
    queryKey: ["routing"],
    queryFn: ({ signal }) => apiFetch(apiPaths.teams(), { schema: getRoutingOperation.response, signal }),
  });

export type TeamInput = { key: string; name: string; members: { id: number; weight: number }[] };

/** @throws ApiError */
export const putTeam = ({ key, ...body }: TeamInput) =>
  apiFetch(apiPaths.team(key), { method: "PUT", body, schema: putTeamOperation.response });

/** @throws ApiError */
export const deleteTeam = (key: string) =>
  apiFetch(apiPaths.team(key), { method: "DELETE", schema: deleteTeamOperation.response });

/** @throws ApiError */
export const putAvailability = ({ id, ...body }: AvailabilityInput & { id: number }) =>
  apiFetch(apiPaths.memberAvailability(id), {
    method: "PUT",
    body,
    schema: setAvailabilityOperation.response,
  });

/** @throws ApiError */
export const postAbsence = (body: AbsenceInput) =>
  apiFetch(apiPaths.absences(), { body, schema: addAbsenceOperation.response });

/** @throws ApiError */
export const deleteAbsence = (id: number) =>
  apiFetch(apiPaths.absence(id), { method: "DELETE", schema: removeAbsenceOperation.response });
