"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { ApiError } from "#lib/http/client.ts";
import type { SheetIssue } from "#lib/scoring/issues.ts";
import { validateSheet } from "#lib/scoring/validate.ts";
import { editDraft } from "#lib/sheets/api.ts";
import { applyChanges, diffItems } from "#lib/sheets/diff-items.ts";
import { inOrder } from "#lib/sheets/edit-content.ts";
import type { Edit } from "#lib/sheets/edit-schemas.ts";
import { type Copy, type ItemRef, refText, sameItem } from "#lib/sheets/items.ts";
import { pickVersions } from "#lib/sheets/pick-versions.ts";
import type { Sheet, Version } from "#lib/sheets/schemas.ts";
import {
  answered,
  edited,
  merged,
  redone,
  resolved,
  startWorking,
  toEdits,
  undone,
  unsent,
  type WorkingState,
} from "#lib/sheets/working-state.ts";
import { newId } from "./new-id.ts";
import { useDraftBackup } from "./use-draft-backup.ts";

const AUTOSAVE_MS = 400;
/** An item counts as being typed into for so long after a change: what others do to it is not put under the caret. */
const TYPING_MS = 3_000;
const RECONNECT_MS = 3_000;

/** `stale`: the version is published or gone, so that these changes can no longer be saved. */
export type SaveState = "saved" | "waiting" | "saving" | "invalid" | "conflict" | "stale" | "failed";

export interface WorkingCopy extends Copy {
  sheet: Pick<Sheet, "key" | "name">;
  change: (part: Partial<Copy>) => void;
  issues: readonly SheetIssue[];
  state: SaveState;
  /** When the last save of this page was done. */
  savedAt: Date | null;
  error: Error | null;
  /** True after a reload that found changes not saved yet. */
  restored: boolean;
  retry: () => void;
  /** Items that somebody else has changed as well, and how they stand there. */
  conflicts: readonly ItemRef[];
  base: Copy;
  revision: number;
  resolve: (ref: ItemRef, whose: "mine" | "theirs") => void;
  /** Drops the changes for what is saved. */
  takeTheirs: () => void;
  /** Null where there is nothing to take back. */
  undo: (() => void) | null;
  redo: (() => void) | null;
}

const copyOf = ({ content, segment }: Version): Copy => ({ content: inOrder(content), segment });
const sameCopy = (a: Copy, b: Copy) => a === b || (a.segment === b.segment && sameItem(a.content, b.content));

interface Options {
  /** True while the page has an edit that cannot be read yet: nothing is followed then. */
  hold: boolean;
  onSaved: (saved: { signatures_cleared: readonly ("marketing" | "sales")[] }) => void;
}

/**
 * The copy of the newest version that this page edits. Sends each changed item a moment after the last change, and
 * brings what others save into the copy as it arrives, all but the items that both have changed.
 */
export function useWorkingCopy(sheet: Sheet, newest: Version, { hold, onSaved }: Options): WorkingCopy {
  const client = useQueryClient();
  const { open } = pickVersions(sheet.versions);
  const [state, setState] = useState<WorkingState>(() => startWorking(copyOf(newest), newest.revision));
  const [restored, setRestored] = useState(false);
  const [savedAt, setSavedAt] = useState<Date | null>(null);
  const touched = useRef(new Map<string, number>());
  /** Edits on their way: sent again under the same ids until they are answered. */
  const pending = useRef<Edit[]>([]);
  const refetch = () => client.invalidateQueries({ queryKey: ["sheets"] });
  const save = useMutation({
    mutationFn: (edits: Edit[]) => editDraft({ key: sheet.key, edits }),
    // Without a network it fails at once and is tried again, instead of waiting in silence.
    networkMode: "always",
    onSuccess: async (answer, edits) => {
      pending.current = [];
      setState((before) => answered(before, edits, answer));
      setSavedAt(new Date(answer.updated_at));
      setRestored(false);
      onSaved(answer);
      await refetch();
    },
    onError: async (error) => {
      if (error instanceof ApiError && error.isNetwork) return;
      pending.current = [];
      await refetch();
    },
  });
  const changes = unsent(state);
  const isDirty = !sameCopy(state.base, state.mine);
  const judged = validateSheet(state.mine.content);
  // With a conflict open, what is sent is not what is on screen.
  const ok =
    judged.ok &&
    (state.conflicts.length === 0 || validateSheet(applyChanges(state.base, changes).content).ok);

  const follow = useEffectEvent(() => {
    if (newest.revision <= state.revision || hold || save.isPending || pending.current.length > 0) return;
    if (!open && isDirty) return;
    const now = Date.now();
    const isTyped = (ref: ItemRef) => now - (touched.current.get(refText(ref)) ?? 0) < TYPING_MS;
    setState((before) => merged(before, copyOf(newest), newest.revision, isTyped));
    if (save.isError) save.reset();
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each of these can be what it waited for
  useEffect(() => follow(), [newest.revision, state.revision, hold, save.isPending, isDirty]);

  useDraftBackup({
    sheet: sheet.key,
    version: open?.number,
    state,
    isDirty,
    onFound: (base, mine) => {
      setState((before) => merged({ ...before, base, mine }, copyOf(newest), newest.revision));
      setRestored(!sameCopy(mine, copyOf(newest)));
    },
  });

  const send = () => {
    if (pending.current.length === 0) pending.current = toEdits(changes, newId);
    if (pending.current.length > 0) save.mutate(pending.current);
  };
  const sendNow = useEffectEvent(send);
  const isOpen = open !== undefined;
  const mayRetry = save.error instanceof ApiError && save.error.isNetwork;
  const text = changes.length === 0 ? "" : JSON.stringify(changes);
  useEffect(() => {
    if (text === "" || !isOpen || !ok || save.isPending || save.isError) return;
    const timer = setTimeout(() => sendNow(), AUTOSAVE_MS);
    return () => clearTimeout(timer);
  }, [text, isOpen, ok, save.isPending, save.isError]);
  useEffect(() => {
    if (!mayRetry || save.isPending) return;
    const timer = setTimeout(() => sendNow(), RECONNECT_MS);
    return () => clearTimeout(timer);
  }, [mayRetry, save.isPending]);

  // Each step starts from the newest state, which may be ahead of what is on screen.
  const step = (next: (latest: WorkingState) => WorkingState) => {
    setState(next);
    if (save.isError && pending.current.length === 0) save.reset();
  };
  const change = (part: Partial<Copy>) => {
    const now = Date.now();
    const wanted = { ...state.mine, ...part };
    for (const one of diffItems(state.mine, wanted)) touched.current.set(refText(one), now);
    step((latest) => edited(latest, state.mine, wanted, now));
  };
  const saveState = (): SaveState => {
    if (!isOpen && isDirty) return "stale";
    if (save.isPending) return "saving";
    if (save.isError) return "failed";
    if (!judged.ok && isDirty) return "invalid";
    if (changes.length > 0) return "waiting";
    return state.conflicts.length > 0 ? "conflict" : "saved";
  };
  return {
    ...state.mine,
    sheet,
    issues: judged.ok ? [] : judged.issues,
    state: saveState(),
    savedAt,
    error: save.error,
    restored,
    change,
    retry: send,
    conflicts: state.conflicts,
    base: state.base,
    revision: state.revision,
    resolve: (ref, whose) => step((latest) => resolved(latest, ref, whose)),
    takeTheirs: () => {
      pending.current = [];
      setState(startWorking(copyOf(newest), newest.revision));
      save.reset();
    },
    undo: state.undo.length > 0 ? () => step(undone) : null,
    redo: state.redo.length > 0 ? () => step(redone) : null,
  };
}
