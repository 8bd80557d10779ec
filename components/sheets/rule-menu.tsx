"use client";

import { ArrowDown, ArrowUp, Copy, FolderInput, MoreHorizontal, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import type { Category } from "#lib/scoring/schema.ts";

interface RuleMenuProps {
  name: string;
  /** Categories that it could go to. */
  categories: readonly Category[];
  /** Null where it is the first or the last already. */
  onUp: (() => void) | null;
  onDown: (() => void) | null;
  onDuplicate: () => void;
  onCategory: (key: string) => void;
  onRemove: () => void;
}

export function RuleMenu(props: RuleMenuProps) {
  const { name, categories, onUp, onDown, onDuplicate, onCategory, onRemove } = props;
  const t = useTranslations("SheetEditor");
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="sm" className="w-7 px-0" aria-label={t("menuOf", { name })}>
          <MoreHorizontal aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuItem disabled={!onUp} onSelect={() => onUp?.()}>
          <ArrowUp aria-hidden />
          {t("up")}
        </DropdownMenuItem>
        <DropdownMenuItem disabled={!onDown} onSelect={() => onDown?.()}>
          <ArrowDown aria-hidden />
          {t("down")}
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={onDuplicate}>
          <Copy aria-hidden />
          {t("duplicate")}
        </DropdownMenuItem>
        <DropdownMenuItem danger onSelect={onRemove}>
          <Trash2 aria-hidden />
          {t("remove")}
        </DropdownMenuItem>
        {categories.length > 0 && (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuLabel>{t("moveTo")}</DropdownMenuLabel>
            {categories.map((category) => (
              <DropdownMenuItem key={category.key} onSelect={() => onCategory(category.key)}>
                <FolderInput aria-hidden />
                {category.name}
              </DropdownMenuItem>
            ))}
          </>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
