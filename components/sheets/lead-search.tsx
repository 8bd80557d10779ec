"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { SearchInput } from "#components/ui/search-input.tsx";
import { useDebounced } from "#components/ui/use-debounced.ts";
import { leadListQuery } from "#lib/leads/api.ts";

const SETTLE_MS = 200;
const SHOWN = 6;

/** Finds a lead by name, address or id; the first few matches are buttons. */
export function LeadSearch({ onChoose }: { onChoose: (lead: number) => void }) {
  const t = useTranslations("SheetPreview");
  const [typed, setTyped] = useState("");
  const q = useDebounced(typed.trim(), SETTLE_MS);
  const { data } = useQuery({
    ...leadListQuery({
      q,
      segment: null,
      group: null,
      sheet: null,
      label: null,
      stage: null,
      owner: null,
      excluded: null,
      sort: "-score",
      cursor: null,
    }),
    enabled: q !== "",
  });
  const found = q === "" || typed.trim() === "" ? null : data?.items.slice(0, SHOWN);
  return (
    <div className="flex flex-col gap-2">
      <SearchInput
        label={t("testSearch")}
        placeholder={t("testSearch")}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      {!found && <p className="text-muted text-sm">{t("testHint")}</p>}
      {found?.length === 0 && <p className="text-muted text-sm">{t("testNobody", { q })}</p>}
      {found && found.length > 0 && (
        <ul aria-label={t("testFound")} className="flex flex-col rounded-lg border p-1">
          {found.map((lead) => (
            <li key={lead.id}>
              <button
                type="button"
                className="flex min-h-9 w-full flex-col rounded-sm px-2 py-1 text-left hover:bg-surface"
                onClick={() => onChoose(lead.id)}
              >
                <span className="max-w-full truncate">
                  {lead.name ?? lead.email ?? t("unnamed", { id: lead.id })}
                </span>
                {lead.name && lead.email && (
                  <span className="max-w-full truncate text-muted text-sm">{lead.email}</span>
                )}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
