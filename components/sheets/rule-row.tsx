"use client";

import { useSortable } from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import { GripVertical, PencilLine, Volume2, VolumeX } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { issuesUnder } from "#components/segments/condition-builder.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { cn } from "#components/ui/cn.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { Rule } from "#lib/scoring/schema.ts";
import { withCopy, withMuted, withRuleAt, withRuleMoved } from "#lib/sheets/edit-content.ts";
import { BehaviourSentence } from "./behaviour-sentence.tsx";
import { DecayCurve } from "./decay-curve.tsx";
import type { EditorParts } from "./editor-parts.ts";
import { EditorWarnings } from "./editor-warnings.tsx";
import { FitSentence } from "./fit-sentence.tsx";
import { InactivitySentence } from "./inactivity-sentence.tsx";
import { IssueLines } from "./issue-lines.tsx";
import { ModelSentence } from "./model-sentence.tsx";
import { NameToken } from "./name-token.tsx";
import { RuleComments } from "./rule-comments.tsx";
import { RuleFigures } from "./rule-figures.tsx";
import { RuleMenu } from "./rule-menu.tsx";
import { RuleSuggestions } from "./rule-suggestions.tsx";
import type { SentenceProps } from "./sentence-props.ts";
import { TokenRow } from "./tokens.tsx";

interface RuleRowProps {
  parts: EditorParts;
  rule: Rule;
  /** Among the rules of its category. */
  isFirst: boolean;
  isLast: boolean;
  /** The rule goes: its row can no longer hold the focus. */
  onRemove: () => void;
}

/** A rule: its name and sentence, and at the end what it does now and what can be done with it. */
export function RuleRow({ parts, rule, isFirst, isLast, onRemove }: RuleRowProps) {
  const { content, onChange, issues, vocabulary, people, onEditing, sheetKey } = parts;
  const t = useTranslations("SheetEditor");
  const format = useFormatter();
  const place = content.rules.indexOf(rule);
  const own = issuesUnder(issues, `rules.${place}`);
  const here = people.filter((person) => person.rule === rule.key);
  const drag = useSortable({ id: rule.key, attributes: { roleDescription: t("dragRole") } });
  const put = (next: Rule) => onChange({ ...content, rules: content.rules.with(place, next) });
  const muted = rule.muted === true;
  return (
    <li
      ref={drag.setNodeRef}
      aria-label={rule.name}
      // Until the places are measured there is none, and arrow keys move nothing yet.
      data-drag-over={drag.isDragging ? drag.over?.id : undefined}
      style={{ transform: CSS.Translate.toString(drag.transform), transition: drag.transition }}
      className={cn(
        "relative grid grid-cols-[1.5rem_minmax(0,1fr)] items-start gap-x-1 bg-raised px-1 py-1.5",
        drag.isDragging && "z-10 rounded-md shadow-overlay",
        own.length > 0 && "shadow-[inset_2px_0_0_var(--danger)]",
      )}
    >
      <button
        type="button"
        ref={drag.setActivatorNodeRef}
        {...drag.attributes}
        {...drag.listeners}
        aria-label={t("drag", { name: rule.name })}
        className="mt-0.5 grid size-6 cursor-grab touch-none place-items-center rounded-sm text-muted hover:bg-surface"
      >
        <GripVertical aria-hidden className="size-4" />
      </button>
      <div className="grid min-w-0 items-start gap-x-3 sm:grid-cols-[minmax(0,1fr)_auto]">
        <TokenRow onOpen={(open) => onEditing(open ? rule.key : null)}>
          <div className={cn("flex flex-wrap items-center gap-x-2 leading-7", muted && "opacity-70")}>
            <NameToken value={rule.name} issues={own} onChange={(name) => put({ ...rule, name })} />
            {muted && <Badge>{t("muted")}</Badge>}
            {here.length > 0 && (
              <Badge tone="accent">
                <PencilLine aria-hidden />
                {t("isEditing", { names: format.list(here.map(({ name }) => name)), n: here.length })}
              </Badge>
            )}
            <RuleSuggestions sheetKey={sheetKey} rule={rule.key} name={rule.name} />
          </div>
          <div className="min-w-0 sm:col-span-2 sm:row-start-2">
            <div className={cn("pl-1.5 leading-7", muted && "opacity-70")}>
              <Sentence rule={rule} onChange={put} issues={own} vocabulary={vocabulary} />
            </div>
            <IssueLines issues={own} />
            <EditorWarnings path={`rules.${place}`} />
          </div>
        </TokenRow>
        <div className="flex items-center gap-1 sm:col-start-2 sm:row-start-1">
          <RuleFigures rule={rule.key} />
          <DecayCurve rule={rule} />
          <RuleComments sheetKey={sheetKey} rule={rule} />
          <IconButton
            size="sm"
            label={t(muted ? "unmute" : "mute", { name: rule.name })}
            onClick={() => put(withMuted(rule, !muted))}
          >
            {muted ? <VolumeX aria-hidden /> : <Volume2 aria-hidden />}
          </IconButton>
          <RuleMenu
            name={rule.name}
            categories={content.categories.filter(({ key }) => key !== rule.category)}
            onUp={isFirst ? null : () => onChange(withRuleMoved(content, rule.key, -1))}
            onDown={isLast ? null : () => onChange(withRuleMoved(content, rule.key, 1))}
            onDuplicate={() => onChange(withCopy(content, rule, t("copyOf", { name: rule.name })).content)}
            onCategory={(category) => onChange(withRuleAt(content, rule.key, category, null))}
            onRemove={onRemove}
          />
        </div>
      </div>
    </li>
  );
}

function Sentence({ rule, onChange, ...shared }: SentenceProps) {
  if (rule.kind === "behaviour") return <BehaviourSentence rule={rule} onChange={onChange} {...shared} />;
  if (rule.kind === "fit") return <FitSentence rule={rule} onChange={onChange} {...shared} />;
  if (rule.kind === "model") return <ModelSentence rule={rule} onChange={onChange} {...shared} />;
  return <InactivitySentence rule={rule} onChange={onChange} {...shared} />;
}
