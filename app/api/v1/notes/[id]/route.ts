import { serve } from "#lib/http/serve.ts";
import { deleteNote } from "#lib/notes/delete-note.ts";
import { editNote } from "#lib/notes/edit-note.ts";
import { deleteNoteOperation, editNoteOperation } from "#lib/notes/operations.ts";

export const PATCH = serve(editNoteOperation, editNote);
export const DELETE = serve(deleteNoteOperation, deleteNote);
