import { z } from "zod";
import { operation } from "../http/operation.ts";
import {
  absenceBody,
  absenceParams,
  absenceSchema,
  availabilityBody,
  memberParams,
  routingSchema,
  teamBody,
  teamParams,
} from "./schemas.ts";

const tag = "Routing";

export const getRoutingOperation = operation({
  id: "listTeams",
  method: "get",
  path: "/api/v1/teams",
  tag,
  summary: "Teams with their weights, and who can be given leads: capacity, working hours, absences",
  permission: "routing:read",
  response: routingSchema,
});

export const putTeamOperation = operation({
  id: "putTeam",
  method: "put",
  path: "/api/v1/teams/{key}",
  tag,
  summary: "Create or change a team that groups' actions hand leads to",
  permission: "routing:manage",
  params: teamParams,
  body: teamBody,
  response: z.object({ key: z.string() }),
});

export const deleteTeamOperation = operation({
  id: "deleteTeam",
  method: "delete",
  path: "/api/v1/teams/{key}",
  tag,
  summary: "Remove a team; refused while an active sheet hands leads to it",
  permission: "routing:manage",
  params: teamParams,
  response: z.object({ key: z.string() }),
});

export const setAvailabilityOperation = operation({
  id: "setAvailability",
  method: "put",
  path: "/api/v1/members/{id}/availability",
  tag,
  summary: "Set how many open hand-overs a member takes at most, and the working hours",
  permission: "routing:manage",
  params: memberParams,
  body: availabilityBody,
  response: availabilityBody.extend({ id: z.number().int() }),
});

export const addAbsenceOperation = operation({
  id: "addAbsence",
  method: "post",
  path: "/api/v1/absences",
  tag,
  summary:
    "Note an absence: nothing is given to the member meanwhile; sales for themselves, administrators for all",
  permission: "absences:write",
  body: absenceBody,
  response: absenceSchema,
  status: 201,
});

export const removeAbsenceOperation = operation({
  id: "removeAbsence",
  method: "delete",
  path: "/api/v1/absences/{id}",
  tag,
  summary: "Take an absence back",
  permission: "absences:write",
  params: absenceParams,
  response: z.object({ id: z.number().int() }),
});

export const routingOperations = [
  getRoutingOperation,
  putTeamOperation,
  deleteTeamOperation,
  setAvailabilityOperation,
  addAbsenceOperation,
  removeAbsenceOperation,
];
