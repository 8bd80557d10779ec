"use client";

import { useTranslations } from "next-intl";
import { issuesUnder } from "#components/segments/condition-builder.tsx";
import { useIssueText } from "#components/segments/use-issue-text.ts";
import { Card } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Person } from "#lib/live/messages.ts";
import type { Vocabulary } from "#lib/sheets/get-vocabulary.ts";
import { BoundsFields } from "./bounds-fields.tsx";
import { CategoriesEditor } from "./categories-editor.tsx";
import { DimensionsEditor } from "./dimensions-editor.tsx";
import type { EditorParts } from "./editor-parts.ts";
import { EditorWarnings } from "./editor-warnings.tsx";
import { ExclusionsEditor } from "./exclusions-editor.tsx";
import { GroupsEditor } from "./groups-editor.tsx";
import { IssueList } from "./issue-list.tsx";
import { JsonEditor, type JsonState, toJson } from "./json-editor.tsx";
import { RenameSheet } from "./rename-sheet.tsx";
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

/** An issue of one entry of a list is said where that entry is. */
const SAID_IN_PLACE = /^(range|(rules|categories|dimensions|groups|exclusions)\.\d+)(\.|$)/;

/** Edits a draft as sentences or as JSON; both write into the same copy. */
export function SheetEditor(props: SheetEditorProps) {
  const { copy, json, onJson, segments, vocabulary, people, onEditing } = props;
  const t = useTranslations("SheetEditor");
  const sheets = useTranslations("Sheets");
  const say = useIssueText();
  const { content, change, issues } = copy;
  const parts: EditorParts = {
    sheetKey: copy.sheet.key,
    content,
    issues,
    vocabulary,
    people,
    onEditing,
    onChange: (next) => change({ content: next }),
  };
  const type = (next: JsonState) => {
    onJson(next);
    // Text that is no valid sheet stays in the editor: the form could not show it.
    if (next.content) change({ content: next.content });
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only hears the keys of the fields inside
    <div className="flex flex-col gap-4" onKeyDown={undoKeys(copy)}>
      <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <RenameSheet copy={copy} />
        <Field label={t("segment")} className="w-52">
          <Select
            value={copy.segment}
            options={segments.map(({ key, name }) => ({ value: key, label: name }))}
            onChange={({ target }) => change({ segment: target.value })}
          />
        </Field>
        <div className="flex items-center gap-2">
          <UndoButtons undo={copy.undo} redo={copy.redo} />
          <SegmentedControl
            label={t("mode")}
            value={json ? "json" : "form"}
            onValueChange={(mode) => onJson(mode === "json" ? toJson(content) : null)}
            options={[
              { value: "form", label: t("form") },
              { value: "json", label: t("json") },
            ]}
          />
        </div>
      </div>
      {json ? (
        <JsonEditor label={t("contentLabel")} state={json} onChange={type} />
      ) : (
        <>
          <IssueList issues={issues.filter(({ path }) => !SAID_IN_PLACE.test(path))} say={say} />
          <EditorWarnings path="" />
          <section aria-label={sheets("rules")} className="flex flex-col gap-3">
            <h2 className="font-semibold text-lg">{sheets("rules")}</h2>
            <CategoriesEditor {...parts} />
          </section>
          <Card title={t("dimensions")}>
            <DimensionsEditor {...parts} />
          </Card>
          <Card title={sheets("groups")}>
            <GroupsEditor {...parts} />
            <fieldset className="mt-4">
              <legend className="mb-1 font-medium">{t("range")}</legend>
              <BoundsFields
                value={content.range}
                issues={issuesUnder(issues, "range")}
                onChange={(range) => change({ content: { ...content, range } })}
              />
            </fieldset>
          </Card>
          <Card title={sheets("exclusions")} description={sheets("excludedText")}>
            <ExclusionsEditor {...parts} />
          </Card>
        </>
      )}
    </div>
  );
}
