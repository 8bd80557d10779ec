"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Card } from "#components/ui/card.tsx";
import { inOrder } from "#lib/sheets/edit-content.ts";
import type { Copy } from "#lib/sheets/items.ts";
import type { Version } from "#lib/sheets/schemas.ts";
import { decidedSuggestionsQuery, openSuggestionsQuery } from "#lib/sheets/suggestion-api.ts";
import type { Viewer } from "#lib/sheets/viewer.ts";
import { SuggestionItem } from "./suggestion-item.tsx";

interface SuggestionListProps {
  sheetKey: string;
  /** The newest version: what suggestions are read against. */
  version: Version;
  isOpen: boolean;
  viewer: Viewer;
}

/** Proposed changes that wait for an answer, and those that got one. Nothing where there are none. */
export function SuggestionList({ sheetKey, version, isOpen, viewer }: SuggestionListProps) {
  const t = useTranslations("Suggestions");
  const client = useQueryClient();
  const open = useQuery(openSuggestionsQuery(sheetKey)).data?.suggestions ?? [];
  const decided = useQuery(decidedSuggestionsQuery(sheetKey)).data?.suggestions ?? [];
  const waiting = open.map(({ id }) => id).join();
  const [last, setLast] = useState(waiting);
  const [had, setHad] = useState(false);
  if (waiting !== last) {
    setLast(waiting);
    setHad(true);
  }
  useEffect(() => {
    // Each answer takes one from the open ones.
    if (last !== "" || had)
      void client.invalidateQueries({ queryKey: decidedSuggestionsQuery(sheetKey).queryKey });
  }, [client, sheetKey, last, had]);
  if (open.length + decided.length === 0 && !had) return null;
  const copy: Copy = { content: inOrder(version.content), segment: version.segment };
  const shared = { sheetKey, copy, viewer };
  return (
    <Card
      aria-label={t("panel")}
      className="mb-4"
      title={open.length > 0 ? t("title", { n: open.length }) : t("panel")}
      description={open.length > 0 && !isOpen ? t("closed") : undefined}
    >
      <div className="flex flex-col gap-3">
        {open.length === 0 && <p className="text-muted">{t("none")}</p>}
        <ul className="flex flex-col gap-3">
          {open.map((one) => (
            <SuggestionItem key={one.id} suggestion={one} mayDecide={isOpen && viewer.mayEdit} {...shared} />
          ))}
        </ul>
        {decided.length > 0 && (
          <details>
            <summary className="w-fit cursor-pointer rounded-sm py-0.5 text-muted hover:text-foreground">
              {t("earlier", { n: decided.length })}
            </summary>
            <ul className="mt-2 flex flex-col gap-3">
              {decided.map((one) => (
                <SuggestionItem key={one.id} suggestion={one} mayDecide={false} {...shared} />
              ))}
            </ul>
          </details>
        )}
      </div>
    </Card>
  );
}
