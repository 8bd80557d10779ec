"use client";

import { ArrowUpDown, MessageSquare, Minus, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import type { SheetContent } from "#lib/scoring/schema.ts";
import { countChanges, diffSheets } from "#lib/sheets/diff.ts";
import { type DiffBlock, type DiffLine, diffBlocks } from "#lib/sheets/diff-sentences.ts";

/** What a first version is compared with. */
export const NOTHING: SheetContent = {
  range: { min: null, max: null },
  dimensions: [],
  categories: [],
  rules: [],
  exclusions: [],
  groups: [],
};

interface DiffViewProps {
  before: SheetContent;
  after: SheetContent;
  /** False: without the line that says how many were added, removed, changed and moved. */
  counted?: boolean;
  /** Offers to comment on a rule. */
  onComment?: (rule: string) => void;
}

/** The difference of two contents as sentences: new ones, earlier ones, and what stands elsewhere now. */
export function DiffView({ before, after, counted = true, onComment }: DiffViewProps) {
  const t = useTranslations("SheetDiff");
  const sentences = useTranslations("Sentences");
  const blocks = diffBlocks(before, after, { diff: t, sentences });
  if (blocks.length === 0) return <p className="text-muted">{t("same")}</p>;
  return (
    <div className="flex flex-col gap-4">
      {counted && <p className="text-muted">{t("counts", countChanges(diffSheets(before, after)))}</p>}
      <ul className="flex flex-col gap-4">
        {blocks.map((block) => (
          <Block key={`${block.list} ${block.key}`} block={block} onComment={onComment} />
        ))}
      </ul>
    </div>
  );
}

function Block({ block, onComment }: { block: DiffBlock; onComment?: (rule: string) => void }) {
  const t = useTranslations("SheetDiff");
  const { list, key, name, marks, lines } = block;
  return (
    <li data-diff={`${list}.${key}`}>
      <div className="flex flex-wrap items-center gap-2">
        {list !== "range" && <span className="text-muted">{t(`lists.${list}`)}</span>}
        <span className="font-medium [overflow-wrap:anywhere]">{name}</span>
        {marks.map((mark) => (
          <Badge key={mark}>{t(`marks.${mark}`)}</Badge>
        ))}
        {list === "rules" && onComment && !marks.includes("removed") && (
          <Button size="sm" variant="ghost" onClick={() => onComment(key)}>
            <MessageSquare aria-hidden />
            {t("comment")}
            <span className="sr-only"> {name}</span>
          </Button>
        )}
      </div>
      <ul className="mt-1 flex flex-col gap-0.5">
        {lines.map((line) => (
          <Line key={`${line.sign}${line.text}`} line={line} />
        ))}
      </ul>
    </li>
  );
}

const LOOKS = {
  "+": { icon: Plus, word: "plus", className: "border-added text-added" },
  "-": { icon: Minus, word: "minus", className: "border-removed text-removed" },
  ">": { icon: ArrowUpDown, word: "moved", className: "border-control text-foreground" },
} as const;

function Line({ line: { sign, text } }: { line: DiffLine }) {
  const t = useTranslations("SheetDiff");
  const { icon: Icon, word, className } = LOOKS[sign];
  return (
    <li className={`flex items-start gap-2 border-l-2 pl-2 ${className}`}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0 [overflow-wrap:anywhere]">
        <span className="font-medium">{t(`signs.${word}`)}</span> {text}
      </span>
    </li>
  );
}
