"use client";

import { type AnyIssue, useIssueText } from "#components/segments/use-issue-text.ts";
import type { Category, Rule } from "#lib/scoring/schema.ts";
import type { Vocabulary } from "#lib/sheets/get-vocabulary.ts";

export interface RuleFormProps<R extends Rule = Rule> {
  rule: R;
  onChange: (rule: R) => void;
  /** Issues of this rule, the path of the rule cut off. */
  issues: readonly AnyIssue[];
  categories: readonly Category[];
  vocabulary: Vocabulary;
}

/** What the field at `path` is told, if anything. */
export function useErrorAt(issues: readonly AnyIssue[]): (path: string) => string | undefined {
  const say = useIssueText();
  return (path) => {
    const found = issues.find((issue) => issue.path === path);
    return found && say(found);
  };
}
