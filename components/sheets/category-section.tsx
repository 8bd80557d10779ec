"use client";

import { useDroppable } from "@dnd-kit/core";
import { SortableContext, verticalListSortingStrategy } from "@dnd-kit/sortable";
import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { issuesUnder } from "#components/segments/condition-builder.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Category, Rule } from "#lib/scoring/schema.ts";
import { moved, newRule } from "#lib/sheets/edit-content.ts";
import { boundsText } from "#lib/sheets/sentences.ts";
import { BoundsFields } from "./bounds-fields.tsx";
import type { EditorParts } from "./editor-parts.ts";
import { EditorWarnings } from "./editor-warnings.tsx";
import { IssueLines } from "./issue-lines.tsx";
import { NameToken } from "./name-token.tsx";
import { RemoveCategory } from "./remove-category.tsx";
import { RuleRow } from "./rule-row.tsx";
import { Token, TokenRow } from "./tokens.tsx";

const KINDS = [
  { kind: "behaviour", add: "addBehaviour", name: "newBehaviour" },
  { kind: "fit", add: "addFit", name: "newFit" },
  { kind: "inactivity", add: "addInactivity", name: "newInactivity" },
] as const;

interface CategorySectionProps {
  parts: EditorParts;
  category: Category;
}

/** A category as a section: what it counts for, its limits, its rules. */
export function CategorySection({ parts, category }: CategorySectionProps) {
  const { content, onChange } = parts;
  const t = useTranslations("SheetEditor");
  const place = content.categories.indexOf(category);
  const rules = content.rules.filter((rule) => rule.category === category.key);
  const own = issuesUnder(parts.issues, `categories.${place}`);
  const put = (categories: Category[]) => onChange({ ...content, categories });
  const drop = useDroppable({ id: dropId(category.key) });
  const addId = `add-rule-${category.key}`;
  const { name } = category;
  return (
    <section aria-label={name} className="rounded-lg border bg-raised shadow-card">
      <div className="flex flex-wrap items-center justify-between gap-2 border-b px-2 py-1.5">
        <TokenRow>
          <Heading
            category={category}
            parts={parts}
            onChange={(next) => put(content.categories.with(place, next))}
          />
        </TokenRow>
        <div className="flex">
          <IconButton
            size="sm"
            label={t("categoryUp", { name })}
            disabled={place === 0}
            onClick={() => put(moved(content.categories, place, -1))}
          >
            <ArrowUp aria-hidden />
          </IconButton>
          <IconButton
            size="sm"
            label={t("categoryDown", { name })}
            disabled={place === content.categories.length - 1}
            onClick={() => put(moved(content.categories, place, 1))}
          >
            <ArrowDown aria-hidden />
          </IconButton>
          <RemoveCategory content={content} category={category} onChange={onChange}>
            <Trash2 aria-hidden />
          </RemoveCategory>
        </div>
      </div>
      {(own.length > 0 || place >= 0) && (
        <div className="px-3 empty:hidden">
          <IssueLines issues={own} />
          <EditorWarnings path={`categories.${place}`} />
        </div>
      )}
      <SortableContext items={rules.map(({ key }) => key)} strategy={verticalListSortingStrategy}>
        <ol
          ref={drop.setNodeRef}
          aria-label={t("rulesOf", { name })}
          className={cn("flex flex-col divide-y", drop.isOver && "bg-accent-tint")}
        >
          {rules.map((rule, n) => (
            <RuleRow
              key={rule.key}
              parts={parts}
              rule={rule}
              isFirst={n === 0}
              isLast={n === rules.length - 1}
              onRemove={() => {
                onChange({ ...content, rules: content.rules.filter(({ key }) => key !== rule.key) });
                document.getElementById(addId)?.focus();
              }}
            />
          ))}
        </ol>
      </SortableContext>
      <div className={cn("px-2 py-1.5", rules.length > 0 && "border-t")}>
        <AddRule
          id={addId}
          label={t("addRuleTo", { name })}
          onAdd={(kind, title) =>
            onChange({
              ...content,
              rules: [...content.rules, newRule(kind, title, content, category.key)],
            })
          }
        />
      </div>
    </section>
  );
}

const DROP = "category:";
const dropId = (category: string) => `${DROP}${category}`;
/** The category whose empty space something was dropped on; null where it was a rule. */
export const droppedOn = (id: string): string | null => (id.startsWith(DROP) ? id.slice(DROP.length) : null);

interface HeadingProps extends CategorySectionProps {
  onChange: (category: Category) => void;
}

function Heading({ category, parts, onChange }: HeadingProps) {
  const { content, issues } = parts;
  const t = useTranslations("RuleSentence");
  const editor = useTranslations("SheetEditor");
  const sentences = useTranslations("Sentences");
  const own = issuesUnder(issues, `categories.${content.categories.indexOf(category)}`);
  const dimension = content.dimensions.find(({ key }) => key === category.dimension);
  return (
    <div className="min-w-0">
      <h3 className="inline font-semibold text-lg">
        <NameToken
          value={category.name}
          issues={own}
          onChange={(name) => onChange({ ...category, name })}
          className="bg-transparent font-semibold ring-0"
        />
      </h3>
      <span className="text-muted text-sm">
        {t.rich("category", {
          dimension: () => (
            <Token
              id="dimension"
              label={t("token.dimension")}
              error={own.some(({ path }) => path === "dimension") ? category.dimension : undefined}
              panel={
                <Field label={editor("dimensionOf")}>
                  <Select
                    value={category.dimension}
                    options={content.dimensions.map(({ key, name }) => ({ value: key, label: name }))}
                    onChange={({ target }) => onChange({ ...category, dimension: target.value })}
                  />
                </Field>
              }
            >
              {dimension?.name ?? category.dimension}
            </Token>
          ),
          bounds: () => (
            <Token
              id="bounds"
              label={t("token.bounds")}
              panel={
                <BoundsFields
                  value={category}
                  issues={own}
                  onChange={(bounds) => onChange({ ...category, ...bounds })}
                />
              }
            >
              {boundsText(category, sentences) ?? sentences("bounds.none")}
            </Token>
          ),
        })}
      </span>
    </div>
  );
}

interface AddRuleProps {
  id: string;
  label: string;
  onAdd: (kind: Rule["kind"], name: string) => void;
}

function AddRule({ id, label, onAdd }: AddRuleProps) {
  const t = useTranslations("SheetEditor");
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button id={id} size="sm" variant="ghost" aria-label={label}>
          <Plus aria-hidden />
          {t("addRule")}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start">
        {KINDS.map(({ kind, add, name }) => (
          <DropdownMenuItem key={kind} onSelect={() => onAdd(kind, t(name))}>
            {t(add)}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
