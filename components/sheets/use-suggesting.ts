"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { ApiError } from "#lib/http/client.ts";
import { validateSheet } from "#lib/scoring/validate.ts";
import { type SuggestInput, suggestEdits } from "#lib/sheets/suggestion-api.ts";
import {
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
import type { WorkingCopy } from "./use-working-copy.ts";

export interface Suggesting {
  isOn: boolean;
  turn: (on: boolean) => void;
  /** Edited like the draft's own copy, but never saved. */
  copy: WorkingCopy;
  /** How many items the suggestion changes. */
  count: number;
  send: (reason: string) => Promise<boolean>;
  isSending: boolean;
  error: Error | null;
  discard: () => void;
}

/**
 * Changes that are collected to be suggested instead of saved. They follow the draft as others edit it, survive a
 * reload, and are sent under one id until they have been taken, so that a retry makes no second suggestion.
 */
export function useSuggesting(sheetKey: string, saved: WorkingCopy, version: number | undefined): Suggesting {
  const client = useQueryClient();
  const [isOn, setOn] = useState(false);
  const [state, setState] = useState<WorkingState>(() => startWorking(saved.base, saved.revision));
  const [followed, setFollowed] = useState(saved.base);
  const pending = useRef<SuggestInput | null>(null);
  if (followed !== saved.base) {
    setFollowed(saved.base);
    setState((before) => merged(before, saved.base, saved.revision));
  }
  const changes = unsent(state);
  const isDirty = changes.length > 0 || state.conflicts.length > 0;
  useDraftBackup({
    sheet: `suggestion:${sheetKey}`,
    version,
    state,
    isDirty,
    onFound: (base, mine) => {
      setState((before) => merged({ ...before, base, mine }, before.base, before.revision));
      setOn(true);
    },
  });
  const start = () => {
    pending.current = null;
    setState(startWorking(saved.base, saved.revision));
  };
  const post = useMutation({
    mutationFn: (input: SuggestInput) => suggestEdits(sheetKey, input),
    onSuccess: async () => {
      start();
      setOn(false);
      await client.invalidateQueries({ queryKey: ["sheets"] });
    },
    onError: (error) => {
      if (error instanceof ApiError && error.isNetwork) return;
      pending.current = null;
      void client.invalidateQueries({ queryKey: ["sheets"] });
    },
  });
  const step = (next: (latest: WorkingState) => WorkingState) => {
    pending.current = null;
    setState(next);
  };
  const judged = validateSheet(state.mine.content);
  return {
    isOn,
    turn: setOn,
    count: changes.length,
    send: async (reason) => {
      pending.current ??= { id: newId(), reason, edits: toEdits(changes, newId) };
      return post.mutateAsync({ ...pending.current, reason }).then(
        () => true,
        () => false,
      );
    },
    isSending: post.isPending,
    error: post.error,
    discard: () => {
      start();
      post.reset();
      setOn(false);
    },
    copy: {
      ...state.mine,
      sheet: saved.sheet,
      issues: judged.ok ? [] : judged.issues,
      state: judged.ok ? (state.conflicts.length > 0 ? "conflict" : "saved") : "invalid",
      savedAt: null,
      error: null,
      restored: false,
      change: (part) => step((latest) => edited(latest, state.mine, { ...state.mine, ...part }, Date.now())),
      retry: () => undefined,
      conflicts: state.conflicts,
      base: state.base,
      revision: state.revision,
      resolve: (ref, whose) => step((latest) => resolved(latest, ref, whose)),
      takeTheirs: start,
      undo: state.undo.length > 0 ? () => step(undone) : null,
      redo: state.redo.length > 0 ? () => step(redone) : null,
    },
  };
}
