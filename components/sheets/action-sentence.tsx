"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { AnyIssue } from "#components/segments/use-issue-text.ts";
import { useIssueText } from "#components/segments/use-issue-text.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import type { GroupAction } from "#lib/scoring/group-actions.ts";
import { actionText } from "#lib/sheets/action-sentences.ts";
import { ActionFields } from "./action-fields.tsx";
import { Token, TokenRow } from "./tokens.tsx";
import { useErrorAt } from "./use-error-at.ts";

interface ActionSentenceProps {
  action: GroupAction;
  group: string;
  issues: readonly AnyIssue[];
  attributes: readonly string[];
  onChange: (action: GroupAction) => void;
  onRemove: () => void;
}

/** When a lead enters or leaves a group, and what is done then. */
export function ActionSentence(props: ActionSentenceProps) {
  const { action, group, issues, attributes, onChange, onRemove } = props;
  const t = useTranslations("RuleSentence");
  const kinds = useTranslations("GroupActions");
  const sentences = useTranslations("Sentences");
  const errorAt = useErrorAt(issues);
  const say = useIssueText();
  const what = actionText(action, sentences);
  return (
    <div className="flex items-start gap-1 leading-7">
      <div className="min-w-0">
        <TokenRow>
          {t.rich("action", {
            moved: action.on,
            on: (chunks) => (
              <Token
                id="on"
                label={t("token.on")}
                panel={
                  <SegmentedControl
                    label={t("token.on")}
                    value={action.on}
                    onValueChange={(on) => onChange({ ...action, on })}
                    options={[
                      { value: "enter", label: kinds("enter") },
                      { value: "leave", label: kinds("leave") },
                    ]}
                  />
                }
              >
                {chunks}
              </Token>
            ),
            group,
            what: () => (
              <Token
                id="what"
                label={kinds(`kinds.${action.kind}`)}
                error={issues[0] && say(issues[0])}
                wide={action.kind === "assign"}
                panel={
                  <ActionFields
                    action={action}
                    errorAt={errorAt}
                    attributes={attributes}
                    onChange={onChange}
                  />
                }
              >
                {what}
              </Token>
            ),
          })}
        </TokenRow>
      </div>
      <IconButton size="sm" label={t("removeAction", { what })} onClick={onRemove}>
        <X aria-hidden />
      </IconButton>
    </div>
  );
}
