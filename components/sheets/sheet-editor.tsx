"use client";

import { useTranslations } from "next-intl";
import { useIssueText } from "#components/segments/use-issue-text.ts";
import { Card } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Person } from "#lib/live/messages.ts";
import type { Vocabulary } from "#lib/sheets/get-vocabulary.ts";
import { ExclusionsEditor } from "./exclusions-editor.tsx";
import { GroupsEditor } from "./groups-editor.tsx";
import { IssueList } from "./issue-list.tsx";
import { JsonEditor, type JsonState, toJson } from "./json-editor.tsx";
import { NumberField } from "./number-field.tsx";
import { useErrorAt } from "./rule-form-props.ts";
import { type PartEditorProps, RulesEditor } from "./rules-editor.tsx";
import { UndoButtons, undoKeys } from "./undo-buttons.tsx";
import type { WorkingCopy } from "./use-working-copy.ts";

interface SheetEditorProps {
  copy: WorkingCopy;
  /** The sheet as text, while it is edited so; kept by the page, so that no tab loses it. */
  json: JsonState | null;
  onJson: (json: JsonState | null) => void;
  segments: readonly { key: string; name: string }[];
  vocabulary: Vocabulary;
  /** Who else has the sheet open, and how to tell them which rule is edited here. */
  people: readonly Person[];
  onEditing: (rule: string | null) => void;
}

/** Edits a draft as a form or as JSON; both write into the same copy. */
export function SheetEditor({
  copy,
  json,
  onJson,
  segments,
  vocabulary,
  people,
  onEditing,
}: SheetEditorProps) {
  const t = useTranslations("SheetEditor");
  const sheets = useTranslations("Sheets");
  const say = useIssueText();
  const errorAt = useErrorAt(copy.issues);
  const { content, change, issues } = copy;
  const parts: PartEditorProps = {
    content,
    issues,
    vocabulary,
    onChange: (next) => change({ content: next }),
  };
  const range = (part: Partial<typeof content.range>) =>
    change({ content: { ...content, range: { ...content.range, ...part } } });
  const type = (next: JsonState) => {
    onJson(next);
    // Text that is no valid sheet stays in the editor: the form could not show it.
    if (next.content) change({ content: next.content });
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only hears the keys of the fields inside
    <div className="flex flex-col gap-4" onKeyDown={undoKeys(copy)}>
      <div className="flex flex-wrap items-end justify-between gap-4">
        <SegmentedControl
          label={t("mode")}
          value={json ? "json" : "form"}
          onValueChange={(mode) => onJson(mode === "json" ? toJson(content) : null)}
          options={[
            { value: "form", label: t("form") },
            { value: "json", label: t("json") },
          ]}
        />
        <UndoButtons undo={copy.undo} redo={copy.redo} />
        <Field label={t("segment")} className="w-60">
          <Select
            value={copy.segment}
            options={segments.map(({ key, name }) => ({ value: key, label: name }))}
            onChange={({ target }) => change({ segment: target.value })}
          />
        </Field>
      </div>
      {json ? (
        <JsonEditor label={t("contentLabel")} state={json} onChange={type} />
      ) : (
        <>
          <IssueList issues={issues} say={say} />
          <Card title={sheets("rules")}>
            <RulesEditor {...parts} people={people} onEditing={onEditing} />
          </Card>
          <Card title={sheets("groups")}>
            <GroupsEditor {...parts} />
            <fieldset className="mt-4 flex flex-wrap items-end gap-3">
              <legend className="mb-1 font-medium">{t("range")}</legend>
              <NumberField
                label={t("min")}
                className="w-32"
                value={content.range.min}
                error={errorAt("range.min")}
                onChange={(min) => range({ min })}
                onEmpty={() => range({ min: null })}
              />
              <NumberField
                label={t("max")}
                className="w-32"
                value={content.range.max}
                error={errorAt("range.max")}
                onChange={(max) => range({ max })}
                onEmpty={() => range({ max: null })}
              />
            </fieldset>
          </Card>
          <Card title={sheets("exclusions")}>
            <ExclusionsEditor {...parts} />
          </Card>
        </>
      )}
    </div>
  );
}
