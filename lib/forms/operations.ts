import { z } from "zod";
import { operation } from "../http/operation.ts";
import {
  answerListSchema,
  formKeySchema,
  formListSchema,
  formSchema,
  influencesQuery,
  influencesSchema,
  linkBody,
  listAnswersQuery,
  listFormsQuery,
  previewFormBody,
  putFormBody,
  resultsSchema,
  setFormStateBody,
} from "./operation-schemas.ts";

const tag = "Forms";
const byKey = z.object({ key: formKeySchema });
const byAnswer = byKey.extend({ id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) });
const path = "/api/v1/forms/{key}";

export const listFormsOperation = operation({
  id: "listForms",
  method: "get",
  path: "/api/v1/forms",
  tag,
  summary: "Forms and surveys with how many answers they have, newest first",
  permission: "forms:read",
  query: listFormsQuery,
  response: formListSchema,
});

export const getFormOperation = operation({
  id: "getForm",
  method: "get",
  path,
  tag,
  summary: "A form: what it asks, its public address, and what came of it",
  permission: "forms:read",
  params: byKey,
  response: formSchema,
});

export const putFormOperation = operation({
  id: "putForm",
  method: "put",
  path,
  tag,
  summary: "Create a form as a draft, or change one; answers keep the version that they were given to",
  permission: "forms:write",
  params: byKey,
  body: putFormBody,
  response: formSchema,
});

export const setFormStateOperation = operation({
  id: "setFormState",
  method: "post",
  path: `${path}/state`,
  tag,
  summary: "Open a form, close it, or put it away",
  permission: "forms:write",
  params: byKey,
  body: setFormStateBody,
  response: formSchema,
});

export const deleteFormOperation = operation({
  id: "deleteForm",
  method: "delete",
  path,
  tag,
  summary: "Delete a form with its answers; what leads were told and did stays with them",
  permission: "forms:write",
  params: byKey,
  response: z.object({ key: z.string() }),
});

export const previewFormOperation = operation({
  id: "previewForm",
  method: "post",
  path: `${path}/preview`,
  tag,
  summary: "The public page as HTML, with content that is not saved",
  permission: "forms:read",
  params: byKey,
  body: previewFormBody,
  response: z.object({ html: z.string() }),
});

export const linkFormOperation = operation({
  id: "linkForm",
  method: "post",
  path: `${path}/links`,
  tag,
  summary: "A lead's personal address of a form: what is answered there is that lead's",
  permission: "forms:write",
  params: byKey,
  body: linkBody,
  response: z.object({ url: z.string() }),
});

export const formResultsOperation = operation({
  id: "getFormResults",
  method: "get",
  path: `${path}/results`,
  tag,
  summary: "What was answered to each question, with how many answered it",
  permission: "forms:read",
  params: byKey,
  response: resultsSchema,
});

export const listAnswersOperation = operation({
  id: "listFormAnswers",
  method: "get",
  path: `${path}/answers`,
  tag,
  summary: "Answers one by one, newest first, or what was kept as spam",
  permission: "forms:read",
  params: byKey,
  query: listAnswersQuery,
  response: answerListSchema,
});

export const exportAnswersOperation = operation({
  id: "exportFormAnswers",
  method: "get",
  path: `${path}/answers/export`,
  tag,
  summary: "Answers as CSV, newest first",
  permission: "leads:export",
  params: byKey,
  response: z.string(),
  responseType: "text/csv",
});

export const acceptAnswerOperation = operation({
  id: "acceptFormAnswer",
  method: "post",
  path: `${path}/answers/{id}/accept`,
  tag,
  summary: "Let an answer count that was kept as spam",
  permission: "forms:write",
  params: byAnswer,
  response: z.object({ id: z.number().int() }),
});

export const influencesOperation = operation({
  id: "getInfluences",
  method: "get",
  path: "/api/v1/reports/influences",
  tag: "Reports",
  summary: "What customers say influenced them, by rule of a sheet, to stand beside the rules' lifts",
  permission: "forms:read",
  query: influencesQuery,
  response: influencesSchema,
});

export const formOperations = [
  listFormsOperation,
  getFormOperation,
  putFormOperation,
  setFormStateOperation,
  deleteFormOperation,
  previewFormOperation,
  linkFormOperation,
  formResultsOperation,
  listAnswersOperation,
  exportAnswersOperation,
  acceptAnswerOperation,
  influencesOperation,
];
