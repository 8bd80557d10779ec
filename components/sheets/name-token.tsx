"use client";

import { useTranslations } from "next-intl";
import type { AnyIssue } from "#components/segments/use-issue-text.ts";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Token } from "./tokens.tsx";
import { useErrorAt } from "./use-error-at.ts";

interface NameTokenProps {
  value: string;
  issues: readonly AnyIssue[];
  onChange: (name: string) => void;
  className?: string;
}

/** The name of a rule, a category or an exclusion. */
export function NameToken({ value, issues, onChange, className }: NameTokenProps) {
  const t = useTranslations("RuleSentence");
  const editor = useTranslations("SheetEditor");
  const errorAt = useErrorAt(issues);
  const error = errorAt("name") ?? errorAt("key");
  return (
    <Token
      id="name"
      label={t("token.name")}
      error={error}
      className={className ?? "bg-transparent font-medium ring-0"}
      panel={
        <Field label={editor("name")} error={error}>
          <Input value={value} onChange={({ target }) => onChange(target.value)} />
        </Field>
      }
    >
      {value || t("unknown")}
    </Token>
  );
}
