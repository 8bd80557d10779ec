"use client";

import { useDroppable } from "@dnd-kit/core";
import { SortableContext, verticalListSortingStrategy } from "@dnd-kit/sortable";
import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { issuesUnder } from "#components/segments/condition-builder.tsx";
import { cn } from "#components/ui/cn.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { Category } from "#lib/scoring/schema.ts";
import { moved, newRule } from "#lib/sheets/edit-content.ts";
import { AddRule } from "./add-rule.tsx";
import { CategoryHeading } from "./category-heading.tsx";
import type { EditorParts } from "./editor-parts.ts";
import { EditorWarnings } from "./editor-warnings.tsx";
import { IssueLines } from "./issue-lines.tsx";
import { RemoveCategory } from "./remove-category.tsx";
import { RuleRow } from "./rule-row.tsx";
import { TokenRow } from "./tokens.tsx";

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
          <CategoryHeading
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
      <div className="px-3 empty:hidden">
        <IssueLines issues={own} />
        <EditorWarnings path={`categories.${place}`} />
      </div>
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
