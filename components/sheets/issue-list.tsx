import { useTranslations } from "next-intl";
import type { AnyIssue } from "#components/segments/use-issue-text.ts";

interface IssueListProps {
  issues: readonly AnyIssue[];
  say: (issue: AnyIssue) => string;
}

/** Every problem of a sheet, by where it is. */
export function IssueList({ issues, say }: IssueListProps) {
  const t = useTranslations("Conditions");
  if (issues.length === 0) return null;
  return (
    <div role="status" className="rounded-lg bg-danger-tint p-3">
      <p className="font-medium text-danger">{t("problems", { n: issues.length })}</p>
      <ul className="mt-1 flex flex-col gap-0.5">
        {issues.map((issue) => (
          <li key={`${issue.path} ${issue.message}`}>
            {issue.path !== "" && <code className="font-mono text-sm">{issue.path}: </code>}
            {say(issue)}
          </li>
        ))}
      </ul>
    </div>
  );
}
