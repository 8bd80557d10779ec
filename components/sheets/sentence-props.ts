import type { AnyIssue } from "#components/segments/use-issue-text.ts";
import type { Rule } from "#lib/scoring/schema.ts";
import type { Vocabulary } from "#lib/sheets/get-vocabulary.ts";

export interface SentenceProps<R extends Rule = Rule> {
  rule: R;
  onChange: (rule: R) => void;
  /** Issues of this rule, the path of the rule cut off. */
  issues: readonly AnyIssue[];
  vocabulary: Vocabulary;
}
