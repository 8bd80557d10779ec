"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { FilterChip } from "#components/ui/filter-chip.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import { Select, type SelectOption } from "#components/ui/select.tsx";
import { type LeadListState, leadFiltersQuery } from "#lib/leads/api.ts";
import { SORTS, type Sort } from "#lib/leads/schemas.ts";
import { STAGES } from "#lib/leads/stages.ts";
import { hasFilters, type LeadListChange, NO_FILTERS } from "./use-lead-list.ts";

type FilterName = "segment" | "group" | "stage" | "owner" | "excluded";

interface LeadsFiltersProps {
  state: LeadListState;
  onChange: (change: LeadListChange) => void;
}

/** Search, a chip for each filter, and the sort as a select for screens too narrow for the table's heads. */
export function LeadsFilters({ state, onChange }: LeadsFiltersProps) {
  const t = useTranslations("Leads");
  const options = useFilterOptions();
  return (
    <fieldset className="mb-8 flex flex-col gap-3">
      <legend className="sr-only">{t("filters.label")}</legend>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <SearchInput
          label={t("search")}
          placeholder={t("searchPlaceholder")}
          value={state.q}
          maxLength={200}
          onChange={(event) => onChange({ q: event.target.value })}
          className="w-full sm:w-80"
        />
        <Select
          aria-label={t("sortedBy")}
          className="w-full sm:w-52"
          options={SORTS.map((sort) => ({ value: sort, label: t(`sorts.${sort}`) }))}
          value={state.sort}
          onChange={(event) => onChange({ sort: event.target.value as Sort })}
        />
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {(Object.keys(options) as FilterName[]).map((name) => (
          <FilterChip
            key={name}
            name={t(`filters.${name}`)}
            value={
              options[name].find(({ value }) => value === state[name])?.label ?? state[name] ?? undefined
            }
            onClear={() => onChange({ [name]: null })}
          >
            <Select
              aria-label={t(`filters.${name}`)}
              placeholder={t("filters.any")}
              options={options[name]}
              value={state[name] ?? ""}
              onChange={(event) =>
                onChange({
                  [name]: event.target.value || null,
                  ...(name === "segment" ? { sheet: null, label: null } : {}),
                })
              }
            />
          </FilterChip>
        ))}
        <Linked state={state} onChange={onChange} />
        {hasFilters(state) && (
          <Button variant="ghost" size="sm" onClick={() => onChange(NO_FILTERS)}>
            <X aria-hidden />
            {t("filters.clear")}
          </Button>
        )}
      </div>
    </fieldset>
  );
}

/** Filters that only a link sets, such as a cell of a sheet's matrix. */
function Linked({ state, onChange }: LeadsFiltersProps) {
  const t = useTranslations("Leads");
  const chips = [
    { name: t("filters.scoresOf"), value: state.sheet, clear: { sheet: null, label: null } },
    { name: t("filters.labelled"), value: state.label, clear: { label: null } },
  ];
  return chips.map(
    ({ name, value, clear }) =>
      value !== null && (
        <FilterChip key={name} name={name} value={value} onClear={() => onChange(clear)}>
          <p className="text-muted">{t("filters.labelledText")}</p>
        </FilterChip>
      ),
  );
}

function useFilterOptions(): Record<FilterName, SelectOption[]> {
  const t = useTranslations("Leads");
  const { data } = useQuery(leadFiltersQuery());
  const option = (value: string, label: string) => ({ value, label });
  return {
    segment: [
      ...(data?.segments ?? []).map(({ key, name, sheet }) =>
        option(key, sheet === null ? t("filters.noSheet", { name }) : name),
      ),
      option("none", t("filters.noSegment")),
    ],
    group: (data?.groups ?? []).map(({ key, name }) => option(key, name)),
    stage: STAGES.map((stage) => option(stage, t(`stages.${stage}`))),
    owner: [
      option("me", t("filters.me")),
      option("none", t("filters.nobody")),
      ...(data?.owners ?? []).map(({ id, name }) => option(String(id), name)),
    ],
    excluded: [option("true", t("filters.onlyExcluded")), option("false", t("filters.notExcluded"))],
  };
}
