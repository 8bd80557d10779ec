import { z } from "zod";
import { operation } from "../http/operation.ts";
import { leadRefSchema } from "../leads/schemas.ts";
import {
  addNoteBody,
  editNoteBody,
  listNotesQuery,
  noteIdSchema,
  noteListSchema,
  noteSchema,
} from "./schemas.ts";

const tag = "Notes";

export const listNotesOperation = operation({
  id: "listNotes",
  method: "get",
  path: "/api/v1/leads/{id}/notes",
  tag,
  summary: "What members wrote of a lead, and the calls, mails and messages they logged, newest first",
  permission: "leads:read",
  params: leadRefSchema,
  query: listNotesQuery,
  response: noteListSchema,
});

export const addNoteOperation = operation({
  id: "addNote",
  method: "post",
  path: "/api/v1/leads/{id}/notes",
  tag,
  summary: "Write a note in plain text, or log a call, a mail or a message",
  permission: "leads:write",
  params: leadRefSchema,
  body: addNoteBody,
  response: noteSchema,
  status: 201,
});

export const editNoteOperation = operation({
  id: "editNote",
  method: "patch",
  path: "/api/v1/notes/{id}",
  tag,
  summary: "Change one's own note",
  permission: "leads:write",
  params: noteIdSchema,
  body: editNoteBody,
  response: noteSchema,
});

export const deleteNoteOperation = operation({
  id: "deleteNote",
  method: "delete",
  path: "/api/v1/notes/{id}",
  tag,
  summary: "Delete one's own note; administrators any",
  permission: "leads:write",
  params: noteIdSchema,
  response: z.object({ id: z.number().int() }),
});

export const noteOperations = [listNotesOperation, addNoteOperation, editNoteOperation, deleteNoteOperation];
