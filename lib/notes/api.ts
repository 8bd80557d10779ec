import { infiniteQueryOptions } from "@tanstack/react-query";
import { apiFetch } from "../http/client.ts";
import { leadKeys } from "../leads/api.ts";
import { apiPaths } from "../paths.ts";
import type { NoteKind } from "./kinds.ts";
import {
  addNoteOperation,
  deleteNoteOperation,
  editNoteOperation,
  listNotesOperation,
} from "./operations.ts";

export const notesQuery = (lead: string) =>
  infiniteQueryOptions({
    queryKey: [...leadKeys.all, "notes", lead],
    queryFn: ({ signal, pageParam }) =>
      apiFetch(apiPaths.leadNotes(lead, { cursor: pageParam }), {
        schema: listNotesOperation.response,
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export const postNote = (lead: number, body: { kind: NoteKind; body: string }) =>
  apiFetch(apiPaths.leadNotes(lead), { body, schema: addNoteOperation.response });

export const patchNote = (id: number, body: string) =>
  apiFetch(apiPaths.note(id), { method: "PATCH", body: { body }, schema: editNoteOperation.response });

export const removeNote = (id: number) =>
  apiFetch(apiPaths.note(id), { method: "DELETE", body: {}, schema: deleteNoteOperation.response });
