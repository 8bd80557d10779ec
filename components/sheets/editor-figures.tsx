"use client";

import { createContext, useContext } from "react";

/** What a draft says or would do that is worth a word while it is written; `path` as in issues ("rules.3"). */
export interface SheetWarning {
  path: string;
  code: string;
  params: Record<string, string | number>;
}

export interface EditorFigures {
  /**
   * By rule key, under the draft: leads of the segment for whom the rule counts now (an event, a case or silence), how
   * many of those became opportunities, and their share of the segment (0 … 1).
   */
  rules: ReadonlyMap<string, { leads: number; opportunities: number; share: number }>;
  warnings: readonly SheetWarning[];
  /** True while figures of an older state are shown. */
  updating: boolean;
}

/** Filled by the preview rail's data, read by the rows of the editor; null: nothing is known yet. */
export const EditorFiguresContext = createContext<EditorFigures | null>(null);

/** The figures of the preview that is on screen, null before the first one. */
export function useEditorFigures(): EditorFigures | null {
  return useContext(EditorFiguresContext);
}
