import { z } from "zod";
import { operation } from "../http/operation.ts";
import {
  enrolBody,
  enrolledSchema,
  enrolmentListSchema,
  enrolmentQuery,
  leadProgrammesSchema,
  previewBody,
  previewSchema,
  programmeKeySchema,
  programmeListSchema,
  programmeSchema,
  putProgrammeBody,
  setStateBody,
} from "./operation-schemas.ts";

const tag = "Programmes";
const byKey = z.object({ key: programmeKeySchema });
const path = "/api/v1/programmes/{key}";

export const listProgrammesOperation = operation({
  id: "listProgrammes",
  method: "get",
  path: "/api/v1/programmes",
  tag,
  summary: "Programmes with how many leads are in them",
  permission: "programmes:read",
  response: programmeListSchema,
});

export const getProgrammeOperation = operation({
  id: "getProgramme",
  method: "get",
  path,
  tag,
  summary: "A programme: its steps, goal and window, and what came of it",
  permission: "programmes:read",
  params: byKey,
  response: programmeSchema,
});

export const putProgrammeOperation = operation({
  id: "putProgramme",
  method: "put",
  path,
  tag,
  summary: "Create or change a programme; a new one is a draft",
  permission: "programmes:write",
  params: byKey,
  body: putProgrammeBody,
  response: programmeSchema,
});

export const setProgrammeStateOperation = operation({
  id: "setProgrammeState",
  method: "post",
  path: `${path}/state`,
  tag,
  summary: "Start, pause or resume a programme",
  permission: "programmes:write",
  params: byKey,
  body: setStateBody,
  response: programmeSchema,
});

export const deleteProgrammeOperation = operation({
  id: "deleteProgramme",
  method: "delete",
  path,
  tag,
  summary: "Delete a programme with its enrolments; mails that were sent stay in the outbox",
  permission: "programmes:write",
  params: byKey,
  response: z.object({ key: z.string() }),
});

export const listEnrolmentsOperation = operation({
  id: "listEnrolments",
  method: "get",
  path: `${path}/enrolments`,
  tag,
  summary: "Leads of a programme, newest first, with why they wait or left",
  permission: "programmes:read",
  params: byKey,
  query: enrolmentQuery,
  response: enrolmentListSchema,
});

export const enrolOperation = operation({
  id: "enrol",
  method: "post",
  path: `${path}/enrolments`,
  tag,
  summary: "Take a lead, or a segment's leads, into a programme",
  permission: "programmes:enrol",
  params: byKey,
  body: z.strictObject({ enrol: enrolBody }),
  response: enrolledSchema,
});

export const withdrawOperation = operation({
  id: "withdraw",
  method: "post",
  path: `${path}/withdraw`,
  tag,
  summary: "Take a lead out of a programme",
  permission: "programmes:enrol",
  params: byKey,
  body: z.strictObject({ lead: z.string().min(1).max(300) }),
  response: z.object({ left: z.boolean() }),
});

export const previewMailOperation = operation({
  id: "previewMail",
  method: "post",
  path: `${path}/preview`,
  tag,
  summary: "A step's mail as a lead would get it; sent to the caller where asked for",
  permission: "programmes:write",
  params: byKey,
  body: previewBody,
  response: previewSchema,
});

export const leadProgrammesOperation = operation({
  id: "getLeadProgrammes",
  method: "get",
  path: "/api/v1/leads/{id}/programmes",
  tag,
  summary: "A lead's programmes and promo codes",
  permission: "leads:read",
  params: z.object({ id: z.string() }),
  response: leadProgrammesSchema,
});

export const programmeOperations = [
  listProgrammesOperation,
  getProgrammeOperation,
  putProgrammeOperation,
  setProgrammeStateOperation,
  deleteProgrammeOperation,
  listEnrolmentsOperation,
  enrolOperation,
  withdrawOperation,
  previewMailOperation,
  leadProgrammesOperation,
];
