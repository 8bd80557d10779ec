"use client";

import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { SortableContext, sortableKeyboardCoordinates } from "@dnd-kit/sortable";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { withNewCategory, withRuleAt } from "#lib/sheets/edit-content.ts";
import { CategorySection, droppedOn } from "./category-section.tsx";
import type { EditorParts } from "./editor-parts.ts";
import { RuleRow } from "./rule-row.tsx";

/** Sections of rules; a rule is dragged to its place by the pointer or by keys, or moved by its menu. */
export function CategoriesEditor(parts: EditorParts) {
  const { content, onChange } = parts;
  const t = useTranslations("SheetEditor");
  const sensors = useSensors(
    // A few pixels first, so that a click on the handle stays a click.
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const nameOf = (id: string | number) =>
    content.rules.find(({ key }) => key === id)?.name ??
    content.categories.find(({ key }) => key === droppedOn(String(id)))?.name ??
    "";
  const end = ({ active, over }: DragEndEvent) => {
    if (!over || active.id === over.id) return;
    const key = String(active.id);
    const category = droppedOn(String(over.id));
    if (category !== null) return onChange(withRuleAt(content, key, category, null));
    const from = content.rules.findIndex((rule) => rule.key === key);
    const to = content.rules.findIndex((rule) => rule.key === over.id);
    const [dragged, target] = [content.rules[from], content.rules[to]];
    if (!dragged || !target) return;
    // Dragged down within its category it comes behind the one it is dropped on, else before it.
    const isBehind = dragged.category === target.category && from < to;
    const next = content.rules.find((rule, n) => n > to && rule.category === target.category);
    onChange(withRuleAt(content, key, target.category, isBehind ? (next?.key ?? null) : target.key));
  };
  return (
    <div className="flex flex-col gap-3">
      <DndContext
        id="rules"
        sensors={sensors}
        collisionDetection={closestCenter}
        onDragEnd={end}
        accessibility={{
          screenReaderInstructions: { draggable: t("dragHow") },
          announcements: {
            onDragStart: ({ active }) => t("dragStart", { name: nameOf(active.id) }),
            // Over itself is where it begins: that must not talk over what was said at the start.
            onDragOver: ({ active, over }) =>
              over && over.id !== active.id
                ? t("dragOver", { name: nameOf(active.id), over: nameOf(over.id) })
                : undefined,
            onDragEnd: ({ active }) => t("dragEnd", { name: nameOf(active.id) }),
            onDragCancel: ({ active }) => t("dragCancel", { name: nameOf(active.id) }),
          },
        }}
      >
        {content.categories.map((category) => (
          <CategorySection key={category.key} parts={parts} category={category} />
        ))}
        <StrayRules {...parts} />
      </DndContext>
      {content.categories.length === 0 && <p className="text-muted">{t("noCategories")}</p>}
      <Button
        className="self-start"
        onClick={() =>
          onChange(
            withNewCategory(content, { category: t("newCategory"), dimension: t("newDimension") }).content,
          )
        }
      >
        <Plus aria-hidden />
        {t("addCategory")}
      </Button>
    </div>
  );
}

/** Rules whose category is gone, as when somebody else has removed it: they wait for another one. */
function StrayRules(parts: EditorParts) {
  const { content, onChange } = parts;
  const t = useTranslations("SheetEditor");
  const known = new Set(content.categories.map(({ key }) => key));
  const stray = content.rules.filter(({ category }) => !known.has(category));
  if (stray.length === 0) return null;
  return (
    <section aria-label={t("stray")} className="rounded-lg border border-danger bg-raised">
      <h3 className="px-3 py-2 font-semibold">{t("stray")}</h3>
      <SortableContext items={stray.map(({ key }) => key)}>
        <ol className="flex flex-col divide-y">
          {stray.map((rule) => (
            <RuleRow
              key={rule.key}
              parts={parts}
              rule={rule}
              isFirst
              isLast
              onRemove={() =>
                onChange({ ...content, rules: content.rules.filter(({ key }) => key !== rule.key) })
              }
            />
          ))}
        </ol>
      </SortableContext>
    </section>
  );
}
