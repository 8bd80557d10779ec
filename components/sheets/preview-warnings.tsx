"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { SheetContent } from "#lib/scoring/schema.ts";
import type { SheetWarning } from "#lib/sheets/warning-codes.ts";

/** What a warning is about, by name: "rules.3.limit" is the fourth rule. */
function subjectOf(content: SheetContent, path: string): string | null {
  const [list, place] = path.split(".");
  const named = { rules: content.rules, groups: content.groups, exclusions: content.exclusions };
  return named[list as keyof typeof named]?.[Number(place)]?.name ?? null;
}

interface PreviewWarningsProps {
  content: SheetContent;
  warnings: readonly SheetWarning[];
}

/** How many warnings there are, and each with the rule or group it is about. */
export function PreviewWarnings({ content, warnings }: PreviewWarningsProps) {
  const t = useTranslations("SheetPreview");
  const say = useTranslations("SheetWarnings");
  if (warnings.length === 0) return null;
  return (
    <details className="rounded-lg border bg-caution-tint px-3 py-2" open={warnings.length <= 3}>
      <summary className="flex min-h-6 cursor-pointer items-center gap-2 font-medium">
        <TriangleAlert aria-hidden className="size-4 shrink-0 text-caution" />
        {t("warnings", { n: warnings.length })}
      </summary>
      <ul className="mt-2 flex flex-col gap-2">
        {warnings.map((warning) => (
          <li key={`${warning.path} ${warning.code}`} className="text-sm [overflow-wrap:anywhere]">
            <strong className="font-medium">{subjectOf(content, warning.path)}</strong>{" "}
            {say(warning.code, warning.params as never)}
          </li>
        ))}
      </ul>
    </details>
  );
}
