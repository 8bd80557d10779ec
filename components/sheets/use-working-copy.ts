"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import { ApiError } from "#lib/http/client.ts";
import type { SheetIssue } from "#lib/scoring/issues.ts";
import type { SheetContent } from "#lib/scoring/schema.ts";
import { validateSheet } from "#lib/scoring/validate.ts";
import { type SaveDraft, saveDraft, sheetQuery } from "#lib/sheets/api.ts";
import { inOrder } from "#lib/sheets/edit-content.ts";
import { pickVersions } from "#lib/sheets/pick-versions.ts";
import type { SavedDraft, Sheet, Version } from "#lib/sheets/schemas.ts";
import { type Copy, keepBackup, readBackup } from "./draft-backup.ts";

const AUTOSAVE_MS = 800;

export type SaveState = "saved" | "waiting" | "saving" | "invalid" | "stale" | "failed";

export interface WorkingCopy extends Copy {
  change: (part: Partial<Copy>) => void;
  issues: readonly SheetIssue[];
  state: SaveState;
  /** When the last save of this page was done. */
  savedAt: Date | null;
  error: Error | null;
  /** True after a reload that found changes not saved yet. */
  restored: boolean;
  retry: () => void;
  /** Drops the changes for what is saved. */
  takeTheirs: () => Promise<void>;
  /** Saves the changes over what somebody else has saved. */
  keepMine: () => Promise<void>;
}

const asText = ({ content, segment }: Copy) => JSON.stringify([segment, content]);
const copyOf = ({ content, segment }: Version): Copy => ({ content: inOrder(content), segment });
const isStale = (error: Error | null) => error instanceof ApiError && error.status === 412;

/**
 * The copy of the newest version that this page edits. Saves itself a moment after the last change, guarded by the
 * revision it was edited from; follows what others save while nothing is changed here.
 * @param hold true while the page has an edit that cannot be read yet: nothing is followed then
 */
export function useWorkingCopy(
  sheet: Sheet,
  newest: Version,
  { hold, onSaved }: { hold: boolean; onSaved: (saved: SavedDraft) => void },
): WorkingCopy {
  const client = useQueryClient();
  const { open } = pickVersions(sheet.versions);
  const [base, setBase] = useState(() => ({ revision: newest.revision, text: asText(copyOf(newest)) }));
  const [copy, setCopy] = useState<Copy>(() => copyOf(newest));
  const [checked, setChecked] = useState(false);
  const [restored, setRestored] = useState(false);
  const [savedAt, setSavedAt] = useState<Date | null>(null);
  const save = useMutation({
    mutationFn: (input: SaveDraft) => saveDraft(input),
    onSuccess: async (saved, { content, segment }) => {
      setBase({ revision: saved.revision, text: asText({ content: content as SheetContent, segment }) });
      setSavedAt(new Date(saved.updated_at));
      setRestored(false);
      onSaved(saved);
      await client.invalidateQueries({ queryKey: ["sheets"] });
    },
  });
  const text = asText(copy);
  const isDirty = text !== base.text;
  const judged = validateSheet(copy.content);
  const adopt = (version: Version) => {
    setBase({ revision: version.revision, text: asText(copyOf(version)) });
    setCopy(copyOf(version));
    save.reset();
  };
  if (newest.revision > base.revision && !isDirty && !hold && !save.isPending) adopt(newest);
  const readNewest = async () => {
    const { versions } = await client.fetchQuery({ ...sheetQuery(sheet.key), staleTime: 0 });
    return versions[0] ?? newest;
  };

  const restore = useEffectEvent(() => {
    const backup = readBackup(sheet.key);
    if (open && backup?.revision === open.revision && asText(backup.copy) !== asText(copyOf(open))) {
      setCopy(backup.copy);
      setRestored(true);
    }
    setChecked(true);
  });
  useEffect(() => restore(), []);

  useEffect(() => {
    if (checked)
      keepBackup(sheet.key, isDirty ? { revision: base.revision, copy: JSON.parse(toBackup(text)) } : null);
  }, [checked, sheet.key, isDirty, base.revision, text]);

  const send = (revision: number) => save.mutate({ key: sheet.key, revision, ...copy });
  const autosave = useEffectEvent(() => send(base.revision));
  const { ok } = judged;
  const isOpen = open !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of `text` begins the wait anew
  useEffect(() => {
    if (!isDirty || !isOpen || !ok || save.isPending || save.isError) return;
    const timer = setTimeout(() => autosave(), AUTOSAVE_MS);
    return () => clearTimeout(timer);
  }, [text, isDirty, isOpen, ok, save.isPending, save.isError]);

  const state: SaveState = isStale(save.error)
    ? "stale"
    : save.isPending
      ? "saving"
      : !isDirty
        ? "saved"
        : !ok
          ? "invalid"
          : save.isError
            ? "failed"
            : "waiting";
  return {
    ...copy,
    issues: judged.ok ? [] : judged.issues,
    state,
    savedAt,
    error: save.error,
    restored,
    change: (part) => {
      setCopy((before) => ({ ...before, ...part }));
      if (save.isError && !isStale(save.error)) save.reset();
    },
    retry: () => send(base.revision),
    takeTheirs: async () => adopt(await readNewest()),
    keepMine: async () => send((await readNewest()).revision),
  };
}

/** `[segment, content]` as the copy it came from. */
function toBackup(text: string): string {
  const [segment, content] = JSON.parse(text) as [string, unknown];
  return JSON.stringify({ segment, content });
}
