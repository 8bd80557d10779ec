"use client";

import { CircleAlert } from "lucide-react";
import { type AnyIssue, useIssueText } from "#components/segments/use-issue-text.ts";

/** What is wrong with one part of the sheet, said under it. */
export function IssueLines({ issues }: { issues: readonly AnyIssue[] }) {
  const say = useIssueText();
  const texts = [...new Set(issues.map(say))];
  if (texts.length === 0) return null;
  return (
    <div role="status" className="flex flex-col gap-0.5 text-danger text-sm">
      {texts.map((text) => (
        <p key={text} className="flex items-start gap-1">
          <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          {text}
        </p>
      ))}
    </div>
  );
}
