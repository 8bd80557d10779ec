import { queryOptions } from "@tanstack/react-query";
import { apiFetch } from "../http/client.ts";
import { apiPaths } from "../paths.ts";
import {
  createInvitationOperation,
  listInvitationsOperation,
  listMembersOperation,
  removeMemberOperation,
  revokeInvitationOperation,
  updateMemberOperation,
} from "./operations.ts";
import type { CreateInvitationInput, UpdateMemberInput } from "./schemas.ts";

export const membersQuery = () =>
  queryOptions({
    queryKey: ["members"],
    queryFn: ({ signal }) => apiFetch(apiPaths.members(), { schema: listMembersOperation.response, signal }),
  });

export const invitationsQuery = () =>
  queryOptions({
    queryKey: ["invitations"],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.invitations(), { schema: listInvitationsOperation.response, signal }),
  });

export const updateMember = ({ id, ...body }: UpdateMemberInput & { id: number }) =>
  apiFetch(apiPaths.member(id), { method: "PATCH", body, schema: updateMemberOperation.response });

export const removeMember = (id: number) =>
  apiFetch(apiPaths.member(id), { method: "DELETE", schema: removeMemberOperation.response });

export const createInvitation = (body: CreateInvitationInput) =>
  apiFetch(apiPaths.invitations(), { body, schema: createInvitationOperation.response });

export const revokeInvitation = (id: number) =>
  apiFetch(apiPaths.invitation(id), { method: "DELETE", schema: revokeInvitationOperation.response });
