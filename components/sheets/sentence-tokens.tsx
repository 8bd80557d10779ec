"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ConditionBuilder, issuesUnder } from "#components/segments/condition-builder.tsx";
import type { AnyIssue } from "#components/segments/use-issue-text.ts";
import { useIssueText } from "#components/segments/use-issue-text.ts";
import type { Condition } from "#lib/scoring/condition-schema.ts";
import { conditionText } from "#lib/sheets/sentences.ts";
import type { WordScope } from "#lib/vocabulary/api.ts";
import { NumberField } from "./number-field.tsx";
import { DropToken, Token } from "./tokens.tsx";
import { useErrorAt } from "./use-error-at.ts";

/** A number under edit may be none; the sentence then leaves a gap. */
export const shown = (value: number | null | undefined): number =>
  value !== null && value !== undefined && Number.isFinite(value) ? value : 0;

interface NumberTokenProps {
  id: string;
  /** Where the number stands in what `issues` are about. */
  path: string;
  label: string;
  /** Label of the field. */
  field: string;
  hint?: string;
  min?: number;
  value: number;
  issues: readonly AnyIssue[];
  onChange: (value: number) => void;
  /** Takes the whole thing away, where it may be left out. */
  drop?: { what: string; onDrop: () => void };
  more?: ReactNode;
  className?: string;
  children: ReactNode;
}

export function NumberToken(props: NumberTokenProps) {
  const { id, path, label, field, hint, min, value, issues, onChange, drop, more, className, children } =
    props;
  const t = useTranslations("RuleSentence");
  const error = useErrorAt(issues)(path);
  return (
    <Token
      id={id}
      label={label}
      error={error}
      className={className}
      panel={
        <>
          <NumberField label={field} hint={hint} min={min} value={value} error={error} onChange={onChange} />
          {more}
          {drop && <DropToken {...drop} />}
        </>
      }
    >
      {Number.isFinite(value) ? children : t("unknown")}
    </Token>
  );
}

type PointsProps = Pick<NumberTokenProps, "issues" | "value" | "onChange"> & {
  id?: string;
  path?: string;
  label?: string;
};

/** Points, with their sign. */
export function PointsToken({ id = "points", path = "points", label, ...props }: PointsProps) {
  const t = useTranslations("RuleSentence.token");
  const editor = useTranslations("SheetEditor");
  const format = useFormatter();
  return (
    <NumberToken
      id={id}
      path={path}
      label={label ?? t("points")}
      field={editor("points")}
      className="font-semibold tabular-nums"
      {...props}
    >
      {format.number(shown(props.value), { signDisplay: "exceptZero" })}
    </NumberToken>
  );
}

interface ConditionTokenProps {
  id: string;
  path: string;
  label: string;
  value: Condition;
  issues: readonly AnyIssue[];
  scope: WordScope;
  fields: readonly string[];
  onChange: (value: Condition) => void;
  drop?: { what: string; onDrop: () => void };
  children: ReactNode;
}

export function ConditionToken(props: ConditionTokenProps) {
  const { id, path, label, value, issues, scope, fields, onChange, drop, children } = props;
  const say = useIssueText();
  const own = issuesUnder(issues, path);
  return (
    <Token
      id={id}
      label={label}
      wide
      error={own[0] && say(own[0])}
      panel={
        <>
          <ConditionBuilder
            value={value}
            onChange={onChange}
            issues={own}
            fields={fields}
            scope={scope}
            depth={2}
          />
          {drop && <DropToken {...drop} />}
        </>
      }
    >
      {children}
    </Token>
  );
}

/** A condition in words; a field that is not named yet is a gap. */
export function useConditionText(): (condition: Condition) => string {
  const t = useTranslations("RuleSentence");
  const sentences = useTranslations("Sentences");
  const filled = (condition: Condition): Condition => {
    if ("all" in condition) return { all: condition.all.map(filled) };
    if ("any" in condition) return { any: condition.any.map(filled) };
    if ("not" in condition) return { not: filled(condition.not) };
    return condition.field === "" ? { ...condition, field: t("unknown") } : condition;
  };
  return (condition) => conditionText(filled(condition), sentences);
}
