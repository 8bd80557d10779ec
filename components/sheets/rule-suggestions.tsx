"use client";

import { useQuery } from "@tanstack/react-query";
import { Lightbulb } from "lucide-react";
import { useTranslations } from "next-intl";
import { openSuggestionsQuery } from "#lib/sheets/suggestion-api.ts";

/** How many suggestions wait for a rule, as a link to the first of them; nothing where none does. */
export function RuleSuggestions({ sheetKey, rule, name }: { sheetKey: string; rule: string; name: string }) {
  const t = useTranslations("Suggestions");
  const { data } = useQuery(openSuggestionsQuery(sheetKey));
  const own = (data?.suggestions ?? []).filter(({ changes }) =>
    changes.some(({ item }) => item.kind === "rule" && item.key === rule),
  );
  const [first] = own;
  if (!first) return null;
  return (
    <a
      href={`#suggestion-${first.id}`}
      aria-label={t("atRuleLabel", { n: own.length, name })}
      className="inline-flex h-6 items-center gap-1 rounded-full bg-accent-tint px-2 font-medium text-xs ring-1 ring-accent ring-inset hover:underline"
    >
      <Lightbulb aria-hidden className="size-3.5" />
      {t("atRule", { n: own.length })}
    </a>
  );
}
