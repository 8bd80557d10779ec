import { serve } from "#lib/http/serve.ts";
import { addNote } from "#lib/notes/add-note.ts";
import { listNotes } from "#lib/notes/list-notes.ts";
import { addNoteOperation, listNotesOperation } from "#lib/notes/operations.ts";

export const GET = serve(listNotesOperation, listNotes);
export const POST = serve(addNoteOperation, addNote);
