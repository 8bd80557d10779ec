"use client";

import { useTranslations } from "next-intl";
import type { Rule } from "#lib/scoring/schema.ts";
import { type Copy, getItem, type ItemRef } from "#lib/sheets/items.ts";
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

/** One version of an item: a rule as its sentences, anything else as its fields. */
export function ItemView({ item, copy }: { item: ItemRef; copy: Copy }) {
  const t = useTranslations("Sheets.together");
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
  const fields = Object.entries(value as object).filter(([name, one]) => name !== "key" && one !== null);
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-3">
      {fields.map(([name, one]) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="[overflow-wrap:anywhere]">
            {typeof one === "object" ? JSON.stringify(one) : String(one)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
