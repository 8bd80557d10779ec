"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { issuesUnder } from "#components/segments/condition-builder.tsx";
import type { AnyIssue } from "#components/segments/use-issue-text.ts";
import { Button } from "#components/ui/button.tsx";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import { ACTION_KINDS, type ActionKind, type GroupAction } from "#lib/scoring/group-actions.ts";
import type { Group } from "#lib/scoring/schema.ts";
import { newAction, withActions } from "#lib/sheets/new-action.ts";
import { ActionSentence } from "./action-sentence.tsx";
import { EditorWarnings } from "./editor-warnings.tsx";
import { IssueLines } from "./issue-lines.tsx";
import { LeaveSentence } from "./leave-sentence.tsx";

interface GroupActionsProps {
  group: Group;
  groups: readonly Group[];
  isLowest: boolean;
  issues: readonly AnyIssue[];
  attributes: readonly string[];
  onChange: (group: Group) => void;
}

/** When a lead has left a group, and what happens as it enters and leaves, a sentence each. */
export function GroupActions(props: GroupActionsProps) {
  const { group, groups, isLowest, issues, attributes, onChange } = props;
  const t = useTranslations("GroupActions");
  const actions = group.actions ?? [];
  const put = (next: GroupAction[]) => onChange(withActions(group, next));
  return (
    <div className="flex flex-col gap-0.5 border-line border-l-2 pl-2 text-sm">
      {(!isLowest || group.leave) && <LeaveSentence group={group} issues={issues} onChange={onChange} />}
      <ul aria-label={t("listOf", { group: group.name })} className="flex flex-col gap-0.5">
        {actions.map((action, n) => (
          <li key={action.key}>
            <ActionSentence
              action={action}
              group={group.name}
              issues={issuesUnder(issues, `actions.${n}`)}
              attributes={attributes}
              onChange={(next) => put(actions.with(n, next))}
              onRemove={() => put(actions.toSpliced(n, 1))}
            />
            <EditorWarnings path={`groups.${groups.indexOf(group)}.actions.${n}`} />
          </li>
        ))}
      </ul>
      <IssueLines issues={[...issuesUnder(issues, "actions"), ...issuesUnder(issues, "leave")]} />
      <AddAction
        label={t("addTo", { group: group.name })}
        kinds={ACTION_KINDS.filter((kind) => kind !== "assign" || group.handover)}
        onAdd={(kind) => put([...actions, newAction(kind, groups)])}
      />
    </div>
  );
}

interface AddActionProps {
  label: string;
  kinds: readonly ActionKind[];
  onAdd: (kind: ActionKind) => void;
}

function AddAction({ label, kinds, onAdd }: AddActionProps) {
  const t = useTranslations("GroupActions");
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button size="sm" variant="ghost" className="self-start text-muted" aria-label={label}>
          <Plus aria-hidden />
          {t("add")}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start">
        {kinds.map((kind) => (
          <DropdownMenuItem key={kind} onSelect={() => onAdd(kind)}>
            {t(`kinds.${kind}`)}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
