"use client";

import { useTranslations } from "next-intl";
import { useIssueText } from "#components/segments/use-issue-text.ts";
import { Textarea } from "#components/ui/textarea.tsx";
import type { SheetIssue } from "#lib/scoring/issues.ts";
import type { SheetContent } from "#lib/scoring/schema.ts";
import { validateSheet } from "#lib/scoring/validate.ts";
import { IssueList } from "./issue-list.tsx";

export interface JsonState {
  text: string;
  value: unknown;
  /** Set where the text is a valid sheet. */
  content: SheetContent | null;
  broken: string | null;
  issues: readonly SheetIssue[];
}

/** Reads the text as a sheet and judges it. */
export function readJsonSheet(text: string): JsonState {
  try {
    const value: unknown = JSON.parse(text);
    const checked = validateSheet(value);
    const base = { text, value, broken: null };
    return checked.ok
      ? { ...base, content: checked.content, issues: [] }
      : { ...base, content: null, issues: checked.issues };
  } catch (cause) {
    const broken = cause instanceof Error ? cause.message : String(cause);
    return { text, value: undefined, content: null, broken, issues: [] };
  }
}

export const toJson = (content: SheetContent): JsonState => readJsonSheet(JSON.stringify(content, null, 2));

interface JsonEditorProps {
  label: string;
  state: JsonState;
  onChange: (state: JsonState) => void;
  disabled?: boolean;
}

/** A sheet as JSON, with every problem by its path above. */
export function JsonEditor({ label, state, onChange, disabled = false }: JsonEditorProps) {
  const t = useTranslations("Conditions");
  const say = useIssueText();
  return (
    <div className="flex flex-col gap-2">
      {state.broken !== null && (
        <p role="status" className="text-danger">
          {t("invalidJson", { message: state.broken })}
        </p>
      )}
      <IssueList issues={state.issues} say={say} />
      <Textarea
        aria-label={label}
        rows={24}
        spellCheck={false}
        disabled={disabled}
        className="font-mono text-sm"
        value={state.text}
        aria-invalid={state.broken !== null || state.issues.length > 0}
        onChange={(event) => onChange(readJsonSheet(event.target.value))}
      />
    </div>
  );
}
