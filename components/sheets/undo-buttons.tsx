"use client";

import { Redo2, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { KeyboardEvent } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { WorkingCopy } from "./use-working-copy.ts";

type Steps = Pick<WorkingCopy, "undo" | "redo">;

export function UndoButtons({ undo, redo }: Steps) {
  const t = useTranslations("SheetEditor");
  return (
    <div className="flex gap-1">
      <IconButton label={t("undo")} disabled={!undo} onClick={() => undo?.()}>
        <Undo2 aria-hidden />
      </IconButton>
      <IconButton label={t("redo")} disabled={!redo} onClick={() => redo?.()}>
        <Redo2 aria-hidden />
      </IconButton>
    </div>
  );
}

/** Ctrl/⌘ Z and its way back, for the whole editor: a field's own memory would know nothing of the sheet. */
export function undoKeys({ undo, redo }: Steps): (event: KeyboardEvent) => void {
  return (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    const again = key === "y" || (key === "z" && event.shiftKey);
    if (key !== "z" && key !== "y") return;
    // Text that is edited as JSON keeps the browser's own undo.
    if (event.target instanceof HTMLTextAreaElement) return;
    event.preventDefault();
    (again ? redo : undo)?.();
  };
}
