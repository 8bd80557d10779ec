"use client";

import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Pencil, Trash2 } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { leadKeys } from "#lib/leads/api.ts";
import { notesQuery, patchNote, postNote, removeNote } from "#lib/notes/api.ts";
import { MOST_WORDS, type Note } from "#lib/notes/schemas.ts";

interface NotesProps {
  lead: number;
  mayWrite: boolean;
  myId: number | null;
  /** Administrators may tidy up after others. */
  isAdmin?: boolean;
}

/** Notes of a lead, newest first, and a field for a new one. */
export function Notes({ lead, mayWrite, myId, isAdmin = false }: NotesProps) {
  const t = useTranslations("Work");
  const query = useInfiniteQuery(notesQuery(String(lead)));
  const notes = query.data?.pages.flatMap((page) => page.items);
  return (
    <div className="flex flex-col gap-3">
      {mayWrite && <NewNote lead={lead} />}
      {!notes &&
        (query.error ? <p className="text-danger">{t("notesFailed")}</p> : <SkeletonRegion rows={2} />)}
      {notes?.length === 0 && <p className="text-muted">{t("notesNone")}</p>}
      <ul className="flex flex-col">
        {notes?.map((note) => (
          <NoteRow
            key={note.id}
            note={note}
            mayEdit={mayWrite && note.by.id === myId}
            mayDelete={mayWrite && (note.by.id === myId || isAdmin)}
          />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button size="sm" pending={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </div>
  );
}

/** Writes through `save` and fetches the lead's notes and timeline anew. */
function useSave<T>(save: (input: T) => Promise<unknown>, onDone: () => void) {
  const t = useTranslations("Work");
  const client = useQueryClient();
  return useMutation({
    mutationFn: save,
    onSuccess: async () => {
      onDone();
      await client.invalidateQueries({ queryKey: leadKeys.all });
    },
    onError: (error) => showToast("error", t("failed", { message: error.message })),
  });
}

function NewNote({ lead }: { lead: number }) {
  const t = useTranslations("Work");
  const [body, setBody] = useState("");
  const add = useSave(
    () => postNote(lead, { kind: "note", body }),
    () => setBody(""),
  );
  return (
    <form
      className="flex flex-col items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (body.trim() !== "") add.mutate(undefined);
      }}
    >
      <Field label={t("newNote")} hideLabel className="w-full">
        <Textarea
          rows={2}
          maxLength={MOST_WORDS}
          placeholder={t("newNote")}
          value={body}
          onChange={(event) => setBody(event.target.value)}
        />
      </Field>
      {body.trim() !== "" && (
        <Button size="sm" type="submit" variant="primary" pending={add.isPending}>
          {t("saveNote")}
        </Button>
      )}
    </form>
  );
}

function NoteRow({ note, mayEdit, mayDelete }: { note: Note; mayEdit: boolean; mayDelete: boolean }) {
  const t = useTranslations("Work");
  const tKinds = useTranslations("Lead.timeline.notes");
  const format = useFormatter();
  const [draft, setDraft] = useState<string | null>(null);
  const edit = useSave(
    (body: string) => patchNote(note.id, body),
    () => setDraft(null),
  );
  const remove = useSave(
    () => removeNote(note.id),
    () => undefined,
  );
  const isText = note.kind === "note";
  return (
    <li className="flex items-start gap-2 border-t py-2 first:border-t-0">
      <div className="min-w-0 flex-1">
        {draft === null ? (
          <>
            <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">
              {isText ? note.body : tKinds(note.kind, { name: note.by.name })}
            </p>
            {!isText && note.body && (
              <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{note.body}</p>
            )}
          </>
        ) : (
          <form
            className="flex flex-col items-end gap-2"
            onSubmit={(event) => {
              event.preventDefault();
              edit.mutate(draft);
            }}
          >
            <Field label={t("editNote")} hideLabel className="w-full">
              <Textarea
                autoFocus
                maxLength={MOST_WORDS}
                value={draft}
                onChange={(event) => setDraft(event.target.value)}
              />
            </Field>
            <span className="flex gap-2">
              <Button size="sm" onClick={() => setDraft(null)}>
                {t("cancel")}
              </Button>
              <Button size="sm" type="submit" variant="primary" pending={edit.isPending}>
                {t("saveNote")}
              </Button>
            </span>
          </form>
        )}
        <p className="text-muted text-sm">
          {isText && `${note.by.name} · `}
          <time dateTime={note.at}>
            {format.dateTime(new Date(note.at), { dateStyle: "medium", timeStyle: "short" })}
          </time>
          {note.edited_at && ` ${t("edited")}`}
        </p>
      </div>
      {mayEdit && draft === null && (
        <IconButton size="sm" label={t("editNote")} onClick={() => setDraft(note.body)}>
          <Pencil aria-hidden />
        </IconButton>
      )}
      {mayDelete && draft === null && (
        <ConfirmDialog
          trigger={
            <IconButton size="sm" label={t("deleteNote")}>
              <Trash2 aria-hidden />
            </IconButton>
          }
          title={t("deleteNoteTitle")}
          description={t("deleteNoteText")}
          confirmText={t("deleteNote")}
          cancelText={t("cancel")}
          danger
          pending={remove.isPending}
          onConfirm={() => remove.mutate(undefined)}
        />
      )}
    </li>
  );
}
