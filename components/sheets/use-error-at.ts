"use client";

import { type AnyIssue, useIssueText } from "#components/segments/use-issue-text.ts";

/** What the field at `path` is told, if anything. */
export function useErrorAt(issues: readonly AnyIssue[]): (path: string) => string | undefined {
  const say = useIssueText();
  return (path) => {
    const found = issues.find((issue) => issue.path === path);
    return found && say(found);
  };
}
