"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEditorFigures } from "./editor-figures.tsx";

/** What is worth a word about one part of the draft, such as "rules.3" or "groups.2". */
export function EditorWarnings({ path }: { path: string }) {
  const figures = useEditorFigures();
  const t = useTranslations();
  const own = figures?.warnings.filter((warning) => warning.path === path) ?? [];
  if (own.length === 0) return null;
  return (
    <ul className="flex flex-col gap-0.5 text-caution text-sm">
      {own.map(({ code, params }) => (
        <li key={code} className="flex items-start gap-1">
          <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          {t(`SheetWarnings.${code}` as never, params as never)}
        </li>
      ))}
    </ul>
  );
}
