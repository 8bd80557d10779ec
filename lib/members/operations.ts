import { z } from "zod";
import { operation } from "../http/operation.ts";
import {
  createInvitationSchema,
  invitationSchema,
  memberIdSchema,
  memberSchema,
  newInvitationSchema,
  updateMemberSchema,
} from "./schemas.ts";

const tag = "Members";
const byId = z.object({ id: memberIdSchema });

export const listMembersOperation = operation({
  id: "listMembers",
  method: "get",
  path: "/api/v1/members",
  tag,
  summary: "Members of the workspace",
  permission: "members:read",
  response: z.object({ members: z.array(memberSchema) }),
});

export const updateMemberOperation = operation({
  id: "updateMember",
  method: "patch",
  path: "/api/v1/members/{id}",
  tag,
  summary: "Change a member's role, or the side an administrator signs for",
  permission: "members:manage",
  params: byId,
  body: updateMemberSchema,
  response: memberSchema,
});

export const removeMemberOperation = operation({
  id: "removeMember",
  method: "delete",
  path: "/api/v1/members/{id}",
  tag,
  summary: "Remove a member; sessions and API tokens of the member end at once",
  permission: "members:manage",
  params: byId,
  response: z.object({ id: z.number().int() }),
});

export const listInvitationsOperation = operation({
  id: "listInvitations",
  method: "get",
  path: "/api/v1/invitations",
  tag,
  summary: "Invitations that can still be accepted",
  permission: "members:manage",
  response: z.object({ invitations: z.array(invitationSchema) }),
});

export const createInvitationOperation = operation({
  id: "createInvitation",
  method: "post",
  path: "/api/v1/invitations",
  tag,
  summary: "Invite a person; the answer holds the link, this once",
  permission: "members:manage",
  body: createInvitationSchema,
  response: newInvitationSchema,
  secret: true,
  status: 201,
});

export const revokeInvitationOperation = operation({
  id: "revokeInvitation",
  method: "delete",
  path: "/api/v1/invitations/{id}",
  tag,
  summary: "Revoke an invitation that was not accepted yet",
  permission: "members:manage",
  params: byId,
  response: z.object({ id: z.number().int() }),
});

export const memberOperations = [
  listMembersOperation,
  updateMemberOperation,
  removeMemberOperation,
  listInvitationsOperation,
  createInvitationOperation,
  revokeInvitationOperation,
];
