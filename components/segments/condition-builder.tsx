"use client";

import { FolderPlus, Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Select } from "#components/ui/select.tsx";
import { type Condition, type Leaf, OPS, type Op } from "#lib/scoring/condition-schema.ts";
import { fromList, isLeaf, type ListKind, partPath, toList, withOp } from "#lib/segments/condition-tree.ts";
import { fieldWords, valueWords, type WordScope } from "#lib/vocabulary/api.ts";
import { type AnyIssue, useIssueText } from "./use-issue-text.ts";
import { ValueInput } from "./value-input.tsx";
import { WordInput } from "./word-input.tsx";

export interface ConditionBuilderProps {
  value: Condition;
  onChange: (value: Condition) => void;
  /** Issues whose path begins with that of this condition, the path cut off. */
  issues?: readonly AnyIssue[];
  /** Names offered for the field before others are asked for. */
  fields?: readonly string[];
  /** What is offered as field and as value: attributes of leads, or what events of a name carry. */
  scope?: WordScope;
  disabled?: boolean;
  /** Levels of groups that may still be added. */
  depth?: number;
}

const KINDS: readonly ListKind[] = ["all", "any", "none"];
const ATTRIBUTES: WordScope = { of: "attribute" };
const isKind = (value: string): value is ListKind => KINDS.some((kind) => kind === value);

/** Issues under a path, with the path cut off. */
export function issuesUnder(issues: readonly AnyIssue[], path: string): AnyIssue[] {
  if (path === "") return [...issues];
  return issues.flatMap((issue) => {
    if (issue.path === path) return [{ ...issue, path: "" }];
    return issue.path.startsWith(`${path}.`) ? [{ ...issue, path: issue.path.slice(path.length + 1) }] : [];
  });
}

/** Edits a condition as nested lists of which all, any or none must hold. */
export function ConditionBuilder({
  value,
  onChange,
  issues = [],
  fields = [],
  scope = ATTRIBUTES,
  disabled = false,
  depth = 3,
}: ConditionBuilderProps) {
  const t = useTranslations("Conditions");
  const say = useIssueText();
  const { kind, parts } = toList(value);
  const put = (next: Condition[]) => onChange(fromList({ kind, parts: next }));
  const own = issues.filter(({ path }) => path === "");
  return (
    <fieldset className="flex min-w-0 flex-col gap-2" disabled={disabled}>
      <legend className="sr-only">{t("groupLabel")}</legend>
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-muted">{t("match")}</span>
        <Select
          aria-label={t("match")}
          className="w-44"
          value={kind}
          options={KINDS.map((one) => ({ value: one, label: t(one) }))}
          onChange={({ target }) => {
            if (isKind(target.value)) onChange(fromList({ kind: target.value, parts }));
          }}
        />
      </div>
      {parts.length === 0 && <p className="text-muted">{t(kind === "any" ? "nobody" : "everyone")}</p>}
      <ul className="flex flex-col gap-2 border-l-2 pl-3">
        {parts.map((part, place) => {
          const replace = (next: Condition) => put(parts.with(place, next));
          const remove = () => put(parts.toSpliced(place, 1));
          const under = issuesUnder(issues, partPath(value, place));
          const shared = { fields, scope, disabled, issues: under };
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place
            <li key={place}>
              {isLeaf(part) ? (
                <LeafRow leaf={part} onChange={replace} onRemove={remove} {...shared} />
              ) : (
                <div className="flex items-start gap-1">
                  <div className="min-w-0 flex-1">
                    <ConditionBuilder value={part} onChange={replace} depth={depth - 1} {...shared} />
                  </div>
                  <IconButton label={t("removeGroup")} onClick={remove}>
                    <X aria-hidden />
                  </IconButton>
                </div>
              )}
            </li>
          );
        })}
      </ul>
      {own.map((issue) => (
        <p key={`${issue.path} ${issue.message}`} role="alert" className="text-danger text-sm">
          {say(issue)}
        </p>
      ))}
      <div className="flex flex-wrap gap-2">
        <Button size="sm" onClick={() => put([...parts, { field: "", op: "eq", value: "" }])}>
          <Plus aria-hidden />
          {t("addLeaf")}
        </Button>
        {depth > 0 && (
          <Button size="sm" variant="ghost" onClick={() => put([...parts, { any: [] }])}>
            <FolderPlus aria-hidden />
            {t("addGroup")}
          </Button>
        )}
      </div>
    </fieldset>
  );
}

interface LeafRowProps {
  leaf: Leaf;
  fields: readonly string[];
  scope: WordScope;
  issues: readonly AnyIssue[];
  disabled: boolean;
  onChange: (leaf: Leaf) => void;
  onRemove: () => void;
}

function LeafRow({ leaf, fields, scope, issues, disabled, onChange, onRemove }: LeafRowProps) {
  const t = useTranslations("Conditions");
  const say = useIssueText();
  const wrong = (name: string) => issues.some(({ path }) => path === name || path.startsWith(`${name}.`));
  return (
    <div className="flex flex-col gap-1">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2 sm:grid-cols-[minmax(0,1fr)_10rem_minmax(0,1fr)_auto]">
        <WordInput
          source={fieldWords(scope)}
          known={fields}
          aria-label={t("field")}
          placeholder={t("field")}
          value={leaf.field}
          aria-invalid={wrong("field")}
          disabled={disabled}
          onValueChange={(field) => onChange({ ...leaf, field })}
        />
        <IconButton label={t("remove")} className="sm:order-last" onClick={onRemove} disabled={disabled}>
          <X aria-hidden />
        </IconButton>
        <Select
          className="col-span-2 sm:col-span-1"
          aria-label={t("op")}
          value={leaf.op}
          disabled={disabled}
          options={OPS.map((op) => ({ value: op, label: t(`ops.${op}`) }))}
          onChange={({ target }) => {
            const op = OPS.find((one): one is Op => one === target.value);
            if (op) onChange(withOp(leaf, op));
          }}
        />
        <div className="col-span-2 min-w-0 sm:col-span-1">
          <ValueInput
            leaf={leaf}
            source={valueWords(scope, leaf.field)}
            invalid={wrong("value")}
            disabled={disabled}
            onChange={onChange}
          />
        </div>
      </div>
      {issues.map((issue) => (
        <p key={`${issue.path} ${issue.message}`} role="alert" className="text-danger text-sm">
          {say(issue)}
        </p>
      ))}
    </div>
  );
}
