"use client";

import { useTranslations } from "next-intl";
import type { Rule, SheetContent } from "#lib/scoring/schema.ts";
import { itemStatements, rangeText } from "#lib/sheets/diff-sentences.ts";
import { type Copy, getItem, type ItemRef, LISTS } from "#lib/sheets/items.ts";
import { RuleLines } from "./rule-lines.tsx";

const nameOf = (value: unknown): string | null =>
  typeof value === "object" && value !== null && "name" in value ? String(value.name) : null;

/** What an item is called: its name in one of the copies, else its key. */
export function useItemName(): (ref: ItemRef, ...copies: Copy[]) => string {
  const t = useTranslations("Sheets.together");
  return (ref, ...copies) => {
    if (ref.kind === "range" || ref.kind === "segment") return t(`kinds.${ref.kind}`);
    const name = copies.map((copy) => nameOf(getItem(copy, ref))).find((found) => found) ?? ref.key;
    return t("named", { kind: t(`kinds.${ref.kind}`), name });
  };
}

/** One version of an item in sentences. */
export function ItemView({ item, copy }: { item: ItemRef; copy: Copy }) {
  const t = useTranslations("Sheets.together");
  const diff = useTranslations("SheetDiff");
  const sentences = useTranslations("Sentences");
  const value = getItem(copy, item);
  if (value === null) return <p className="text-muted">{t("deleted")}</p>;
  if (typeof value === "string") return <p>{value}</p>;
  if (item.kind === "rule") {
    const rule = value as Rule;
    const category = copy.content.categories.find(({ key }) => key === rule.category)?.name ?? rule.category;
    return (
      <>
        <p className="font-medium">
          {rule.name} <span className="font-normal text-muted">· {category}</span>
        </p>
        <RuleLines rule={rule} />
      </>
    );
  }
  const texts = { diff, sentences };
  const lines =
    item.kind === "range"
      ? [rangeText(value as SheetContent["range"], texts)]
      : item.kind === "segment"
        ? []
        : itemStatements(LISTS[item.kind], value as never, copy.content, texts);
  return (
    <>
      {item.kind !== "range" && <p className="font-medium">{nameOf(value)}</p>}
      <ul className="flex flex-col gap-0.5 text-muted">
        {lines.map((line) => (
          <li key={line} className="[overflow-wrap:anywhere]">
            {line}
          </li>
        ))}
      </ul>
    </>
  );
}
