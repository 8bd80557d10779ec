import type { AnyIssue } from "#components/segments/use-issue-text.ts";
import type { Person } from "#lib/live/messages.ts";
import type { SheetContent } from "#lib/scoring/schema.ts";
import type { Vocabulary } from "#lib/sheets/get-vocabulary.ts";

/** What each part of the editor works on. */
export interface EditorParts {
  sheetKey: string;
  content: SheetContent;
  onChange: (content: SheetContent) => void;
  issues: readonly AnyIssue[];
  vocabulary: Vocabulary;
  /** Who else has the sheet open, and how to tell them which rule is edited here. */
  people: readonly Person[];
  onEditing: (rule: string | null) => void;
}
