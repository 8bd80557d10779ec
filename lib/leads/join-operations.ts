import { operation } from "../http/operation.ts";
import {
  joinAnswerSchema,
  joinLeadsBody,
  leadJoinsSchema,
  undoJoinAnswerSchema,
  undoJoinParams,
} from "./join-schemas.ts";
import { leadRefSchema } from "./schemas.ts";

const tag = "Leads";

export const listJoinsOperation = operation({
  id: "listLeadJoins",
  method: "get",
  path: "/api/v1/leads/{id}/joins",
  tag,
  summary: "The joins that made this lead one, newest first, and those that were undone",
  permission: "leads:read",
  params: leadRefSchema,
  response: leadJoinsSchema,
});

export const joinLeadsOperation = operation({
  id: "joinLeads",
  method: "post",
  path: "/api/v1/leads/{id}/joins",
  tag,
  summary: "Make two leads one: its history is both of theirs, scored once; the other id goes on to name it",
  permission: "leads:join",
  params: leadRefSchema,
  body: joinLeadsBody,
  response: joinAnswerSchema,
});

export const undoJoinOperation = operation({
  id: "undoLeadJoin",
  method: "delete",
  path: "/api/v1/leads/{id}/joins/{join}",
  tag,
  summary: "Part two leads again: each has what was told of it, before the join and since",
  permission: "leads:join",
  params: undoJoinParams,
  response: undoJoinAnswerSchema,
});

export const joinOperations = [listJoinsOperation, joinLeadsOperation, undoJoinOperation];
