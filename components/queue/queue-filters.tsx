"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { FilterChip } from "#components/ui/filter-chip.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import { Select, type SelectOption } from "#components/ui/select.tsx";
import { leadFiltersQuery } from "#lib/leads/api.ts";
import type { QueueSetting } from "#lib/queue/get-queue-setting.ts";
import { QUEUE_SORTS, type QueueSort } from "#lib/queue/schemas.ts";
import { ownerIsFree, type QueueState } from "#lib/queue/views.ts";

interface QueueFiltersProps {
  state: QueueState;
  setting: QueueSetting;
  onChange: (change: Partial<QueueState>) => void;
}

type FilterName = "sheet" | "segment" | "group" | "owner";
export const NO_FILTERS = { sheet: null, segment: null, group: null, owner: null, q: "" } as const;
export const hasFilters = (state: QueueState) =>
  state.q.trim() !== "" ||
  (["sheet", "segment", "group", "owner"] as const).some((name) => state[name] !== null);

/** Search, a chip for each filter, and the order. */
export function QueueFilters({ state, setting, onChange }: QueueFiltersProps) {
  const t = useTranslations("Queue");
  const { data } = useQuery(leadFiltersQuery());
  const named = ({ key, name }: { key: string; name: string }) => ({ value: key, label: name });
  const options: Record<FilterName, SelectOption[]> = {
    sheet: setting.sheets.map(named),
    segment: (data?.segments ?? []).map(named),
    group: (data?.groups ?? []).map(named),
    owner: [
      { value: "none", label: t("unclaimed") },
      ...setting.reps.map(({ id, name }) => ({ value: String(id), label: name })),
    ],
  };
  const names = (Object.keys(options) as FilterName[]).filter(
    (name) => name !== "owner" || ownerIsFree(state.view),
  );
  return (
    <fieldset className="mb-4 flex flex-wrap items-center gap-2">
      <legend className="sr-only">{t("filters.label")}</legend>
      <SearchInput
        label={t("filters.search")}
        placeholder={t("filters.searchPlaceholder")}
        value={state.q}
        maxLength={200}
        onChange={(event) => onChange({ q: event.target.value })}
        className="w-full sm:w-60"
      />
      {names.map((name) => (
        <FilterChip
          key={name}
          name={t(`filters.${name}`)}
          value={options[name].find(({ value }) => value === state[name])?.label ?? state[name] ?? undefined}
          onClear={() => onChange({ [name]: null })}
        >
          <Select
            aria-label={t(`filters.${name}`)}
            placeholder={t("filters.any")}
            options={options[name]}
            value={state[name] ?? ""}
            onChange={(event) => onChange({ [name]: event.target.value || null })}
          />
        </FilterChip>
      ))}
      {hasFilters(state) && (
        <Button variant="ghost" size="sm" onClick={() => onChange(NO_FILTERS)}>
          <X aria-hidden />
          {t("filters.clear")}
        </Button>
      )}
      <Select
        aria-label={t("sort")}
        className="w-full sm:ml-auto sm:w-60"
        options={QUEUE_SORTS.map((sort) => ({ value: sort, label: t(`sorts.${sort}`) }))}
        value={state.sort}
        onChange={(event) => onChange({ sort: event.target.value as QueueSort })}
      />
    </fieldset>
  );
}
