"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { Condition } from "#lib/scoring/condition-schema.ts";
import { validateCondition } from "#lib/scoring/validate.ts";
import { conditionText } from "#lib/sheets/sentences.ts";
import { ConditionBuilder } from "./condition-builder.tsx";
import { useIssueText } from "./use-issue-text.ts";

/** A condition under edit: whatever JSON was given, or the text that is no JSON. */
export interface ConditionDraft {
  value: unknown;
  broken: string | null;
}

interface ConditionFieldProps {
  draft: ConditionDraft;
  onChange: (draft: ConditionDraft) => void;
  fields: readonly string[];
  /** Issues of the builder are shown once somebody tried to save; JSON is judged as it is typed. */
  showIssues: boolean;
}

/** A condition as a form or as JSON, with what it says in words. */
export function ConditionField({ draft, onChange, fields, showIssues }: ConditionFieldProps) {
  const t = useTranslations("Segments");
  const tc = useTranslations("Conditions");
  const sentences = useTranslations("Sentences");
  const say = useIssueText();
  const [mode, setMode] = useState<"builder" | "json">("builder");
  const [text, setText] = useState(() => JSON.stringify(draft.value, null, 2));
  const checked = validateCondition(draft.value);
  const issues = checked.ok ? [] : checked.issues;
  // The form can show only what has the shape of a condition; what has not stays in the JSON.
  const isShaped =
    draft.broken === null && (checked.ok || !issues.some(({ code }) => code === "invalid_type"));
  const choose = (next: "builder" | "json") => {
    if (next === "json") setText(JSON.stringify(draft.value, null, 2));
    setMode(next);
  };
  const type = (next: string) => {
    setText(next);
    try {
      onChange({ value: JSON.parse(next), broken: null });
    } catch (cause) {
      onChange({ ...draft, broken: cause instanceof Error ? cause.message : String(cause) });
    }
  };
  const problems = draft.broken === null ? issues : [];
  return (
    <div className="flex flex-col gap-3">
      <SegmentedControl
        className="self-start"
        label={t("mode")}
        value={mode}
        onValueChange={choose}
        options={[
          { value: "builder", label: t("builder"), disabled: !isShaped },
          { value: "json", label: t("json") },
        ]}
      />
      {mode === "builder" ? (
        <ConditionBuilder
          value={draft.value as Condition}
          onChange={(value) => onChange({ value, broken: null })}
          issues={showIssues ? issues : []}
          fields={fields}
        />
      ) : (
        <>
          <Textarea
            aria-label={t("jsonLabel")}
            rows={10}
            spellCheck={false}
            className="font-mono text-sm"
            value={text}
            aria-invalid={draft.broken !== null || !checked.ok}
            onChange={(event) => type(event.target.value)}
          />
          <ul role="status" className="text-danger text-sm">
            {draft.broken !== null && <li>{tc("invalidJson", { message: draft.broken })}</li>}
            {problems.map((issue) => (
              <li key={`${issue.path} ${issue.code}`}>
                {issue.path !== "" && <code className="font-mono">{issue.path}: </code>}
                {say(issue)}
              </li>
            ))}
          </ul>
        </>
      )}
      {checked.ok && draft.broken === null && (
        <p className="text-muted">{t("reads", { sentence: conditionText(checked.condition, sentences) })}</p>
      )}
    </div>
  );
}
