"use client";

import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { issuesUnder } from "#components/segments/condition-builder.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Group } from "#lib/scoring/schema.ts";
import { freeKey, moved } from "#lib/sheets/edit-content.ts";
import type { EditorParts } from "./editor-parts.ts";
import { EditorWarnings } from "./editor-warnings.tsx";
import { GroupActions } from "./group-actions.tsx";
import { NumberField } from "./number-field.tsx";
import { useErrorAt } from "./use-error-at.ts";

const NOBODY = "";

/** Groups from the lowest up, their minimums, and which one is handed over. */
export function GroupsEditor({ content, onChange, issues, vocabulary }: EditorParts) {
  const t = useTranslations("SheetEditor");
  const { groups, dimensions } = content;
  const put = (next: Group[]) => onChange({ ...content, groups: next });
  const handover = groups.find((group) => group.handover)?.key ?? NOBODY;
  const add = () => {
    const highest = Math.max(0, ...groups.map(({ from }) => from.total ?? 0));
    const from: Group["from"] = groups.length === 0 ? {} : { total: highest + 10 };
    put([...groups, { key: freeKey("group", groups), name: t("newGroup"), from, handover: false }]);
  };
  return (
    <div className="flex flex-col gap-3">
      <p className="text-muted">{t("groupsHint")}</p>
      <ol className="flex flex-col gap-3">
        {groups.map((group, place) => (
          <GroupRow
            key={group.key}
            group={group}
            place={place}
            isLast={place === groups.length - 1}
            dimensions={dimensions}
            groups={groups}
            attributes={vocabulary.attributes}
            issues={issuesUnder(issues, `groups.${place}`)}
            onChange={(next) => put(groups.with(place, next))}
            onMove={(by) => put(moved(groups, place, by))}
            onRemove={() => put(groups.toSpliced(place, 1))}
          />
        ))}
      </ol>
      <div className="flex flex-wrap items-end gap-4">
        <Button onClick={add}>
          <Plus aria-hidden />
          {t("addGroup")}
        </Button>
        <Field label={t("handover")} className="w-56">
          <Select
            value={handover}
            options={[
              { value: NOBODY, label: t("handoverNone") },
              ...groups.map(({ key, name }) => ({ value: key, label: name })),
            ]}
            onChange={({ target }) =>
              put(groups.map((group) => ({ ...group, handover: group.key === target.value })))
            }
          />
        </Field>
      </div>
    </div>
  );
}

interface GroupRowProps {
  group: Group;
  place: number;
  isLast: boolean;
  dimensions: readonly { key: string; name: string }[];
  groups: readonly Group[];
  attributes: readonly string[];
  issues: ReturnType<typeof issuesUnder>;
  onChange: (group: Group) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

function GroupRow(props: GroupRowProps) {
  const { group, place, isLast, dimensions, groups, attributes, issues, onChange, onMove, onRemove } = props;
  const t = useTranslations("SheetEditor");
  const errorAt = useErrorAt(issues);
  const minimum = (key: string, label: string) => {
    const without = Object.fromEntries(Object.entries(group.from).filter(([name]) => name !== key));
    return (
      <NumberField
        key={key}
        label={label}
        className="w-32"
        value={group.from[key] ?? null}
        error={errorAt(`from.${key}`)}
        onChange={(value) => onChange({ ...group, from: { ...group.from, [key]: value } })}
        onEmpty={() => onChange({ ...group, from: without })}
      />
    );
  };
  const isOpen = place > 0 || Object.keys(group.from).length > 0;
  const error = errorAt("from") ?? errorAt("key") ?? errorAt("handover");
  return (
    <li aria-label={group.name} className="flex flex-col gap-1">
      <div className="flex flex-wrap items-start gap-3">
        <Field label={t("groupName")} error={errorAt("name")} className="w-44">
          <Input value={group.name} onChange={({ target }) => onChange({ ...group, name: target.value })} />
        </Field>
        {isOpen && minimum("total", t("total"))}
        {isOpen &&
          dimensions.length > 1 &&
          dimensions.map(({ key, name }) => minimum(key, t("dimensionFrom", { name })))}
        <div className="mt-6 flex">
          <IconButton
            size="sm"
            label={t("ruleUp", { name: group.name })}
            disabled={place === 0}
            onClick={() => onMove(-1)}
          >
            <ArrowUp aria-hidden />
          </IconButton>
          <IconButton
            size="sm"
            label={t("ruleDown", { name: group.name })}
            disabled={isLast}
            onClick={() => onMove(1)}
          >
            <ArrowDown aria-hidden />
          </IconButton>
          <IconButton size="sm" label={t("removeGroup", { name: group.name })} onClick={onRemove}>
            <Trash2 aria-hidden />
          </IconButton>
        </div>
      </div>
      <GroupActions
        group={group}
        groups={groups}
        isLowest={place === 0}
        issues={issues}
        attributes={attributes}
        onChange={onChange}
      />
      <EditorWarnings path={`groups.${place}`} />
      {error && (
        <p role="alert" className="text-danger text-sm">
          {error}
        </p>
      )}
    </li>
  );
}
