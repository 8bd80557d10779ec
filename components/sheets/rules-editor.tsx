"use client";

import { ArrowDown, ArrowUp, ChevronDown, PencilLine, Plus, Trash2 } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState } from "react";
import { issuesUnder } from "#components/segments/condition-builder.tsx";
import type { AnyIssue } from "#components/segments/use-issue-text.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { Person } from "#lib/live/messages.ts";
import type { Rule, SheetContent } from "#lib/scoring/schema.ts";
import { moved, newRule, withCategory } from "#lib/sheets/edit-content.ts";
import type { Vocabulary } from "#lib/sheets/get-vocabulary.ts";
import { RuleForm } from "./rule-form.tsx";
import { RuleLines } from "./rule-lines.tsx";

export interface PartEditorProps {
  content: SheetContent;
  onChange: (content: SheetContent) => void;
  issues: readonly AnyIssue[];
  vocabulary: Vocabulary;
}

const KINDS = [
  { kind: "behaviour", add: "addBehaviour", name: "newBehaviour" },
  { kind: "fit", add: "addFit", name: "newFit" },
  { kind: "inactivity", add: "addInactivity", name: "newInactivity" },
] as const;

interface RulesEditorProps extends PartEditorProps {
  people: readonly Person[];
  onEditing: (rule: string | null) => void;
}

/** All rules, each as its sentences, with the one in hand as a form. */
export function RulesEditor({ content, onChange, issues, vocabulary, people, onEditing }: RulesEditorProps) {
  const t = useTranslations("SheetEditor");
  const format = useFormatter();
  const [openKey, setOpenKey] = useState<string | null>(null);
  const tell = useEffectEvent(onEditing);
  useEffect(() => {
    tell(openKey);
    return () => tell(null);
  }, [openKey]);
  const put = (rules: Rule[]) => onChange({ ...content, rules });
  const add = (kind: Rule["kind"], name: string) => {
    const base = withCategory(content, t("newCategory"));
    const rule = newRule(kind, name, base);
    onChange({ ...base, rules: [...base.rules, rule] });
    setOpenKey(rule.key);
  };
  return (
    <div className="flex flex-col gap-3">
      <ol className="flex flex-col gap-2">
        {content.rules.map((rule, place) => {
          const own = issuesUnder(issues, `rules.${place}`);
          const open = openKey === rule.key;
          const here = people.filter((person) => person.rule === rule.key);
          return (
            <li key={rule.key} className={cn("rounded-lg border", own.length > 0 && "border-danger")}>
              <div className="flex items-start gap-1 p-2">
                <button
                  type="button"
                  aria-expanded={open}
                  onClick={() => setOpenKey(open ? null : rule.key)}
                  className="flex min-w-0 flex-1 items-start gap-2 rounded-md p-1 text-left hover:bg-surface"
                >
                  <ChevronDown
                    aria-hidden
                    className={cn("mt-0.5 size-4 shrink-0 transition-transform", !open && "-rotate-90")}
                  />
                  <span className="min-w-0 font-medium">{rule.name || t("name")}</span>
                </button>
                {here.length > 0 && (
                  <Badge tone="accent" className="mt-1">
                    <PencilLine aria-hidden />
                    {t("isEditing", { names: format.list(here.map(({ name }) => name)), n: here.length })}
                  </Badge>
                )}
                <IconButton
                  size="sm"
                  label={t("ruleUp", { name: rule.name })}
                  disabled={place === 0}
                  onClick={() => put(moved(content.rules, place, -1))}
                >
                  <ArrowUp aria-hidden />
                </IconButton>
                <IconButton
                  size="sm"
                  label={t("ruleDown", { name: rule.name })}
                  disabled={place === content.rules.length - 1}
                  onClick={() => put(moved(content.rules, place, 1))}
                >
                  <ArrowDown aria-hidden />
                </IconButton>
                <IconButton
                  size="sm"
                  label={t("removeRule", { name: rule.name })}
                  onClick={() => put(content.rules.toSpliced(place, 1))}
                >
                  <Trash2 aria-hidden />
                </IconButton>
              </div>
              <div className="px-3 pb-3">
                <RuleLines rule={rule} />
              </div>
              {open && (
                <div className="border-t p-3">
                  <RuleForm
                    rule={rule}
                    onChange={(next) => put(content.rules.with(place, next))}
                    issues={own}
                    categories={content.categories}
                    vocabulary={vocabulary}
                  />
                </div>
              )}
            </li>
          );
        })}
      </ol>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button className="self-start">
            <Plus aria-hidden />
            {t("addRule")}
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="start">
          {KINDS.map(({ kind, add: label, name }) => (
            <DropdownMenuItem key={kind} onSelect={() => add(kind, t(name))}>
              {t(label)}
            </DropdownMenuItem>
          ))}
        </DropdownMenuContent>
      </DropdownMenu>
    </div>
  );
}
