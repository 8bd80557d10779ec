"use client";

import { History } from "lucide-react";
import { useTimeZone, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { LeadView } from "#lib/leads/api.ts";
import { fromLocalInput, toLocalInput } from "#lib/leads/local-time.ts";
import type { Lead } from "#lib/leads/schemas.ts";
import type { LeadScoreAnswer } from "#lib/leads/score-schemas.ts";

interface ScoreControlsProps {
  lead: Lead;
  /** The score shown now; tells which sheet and version the defaults mean. */
  shown: LeadScoreAnswer | undefined;
  view: LeadView;
  onView: (change: Partial<LeadView>) => void;
}

/** Which sheet, which version, as of when; all of it in the URL. */
export function ScoreControls({ lead, shown, view, onView }: ScoreControlsProps) {
  const t = useTranslations("Lead");
  const timeZone = useTimeZone() ?? "UTC";
  /** What is being typed; otherwise the field shows the instant in the URL, also after Back. */
  const [typed, setTyped] = useState<string | null>(null);
  const sheet = view.sheet ?? shown?.sheet ?? "";
  const isKnown = lead.sheets.some(({ key }) => key === sheet);
  const versions = lead.sheets.find(({ key }) => key === sheet)?.versions ?? [];
  const asked = versions.find(({ state, number }) =>
    view.version === "draft" ? state === "draft" || state === "in_review" : String(number) === view.version,
  );
  const version = view.version === null || view.version === "active" ? shown?.version : asked?.number;
  const asOf =
    view.as_of !== null && !Number.isNaN(Date.parse(view.as_of)) ? toLocalInput(view.as_of, timeZone) : "";
  return (
    <div className="mb-4 grid grid-cols-1 gap-3 sm:grid-cols-2">
      <Field label={t("sheet")}>
        <Select
          options={lead.sheets.map(({ key, name }) => ({ value: key, label: name }))}
          {...(isKnown ? {} : { placeholder: "–" })}
          value={isKnown ? sheet : ""}
          onChange={(event) => onView({ sheet: event.target.value || null, version: null })}
        />
      </Field>
      <Field label={t("version")}>
        <Select
          options={versions.map(({ number, state }) => ({
            value: String(number),
            label: t("versionName", { number, state: t(`states.${state}`) }),
          }))}
          {...(version === undefined ? { placeholder: "–" } : {})}
          value={version === undefined ? "" : String(version)}
          onChange={(event) => onView({ sheet, version: event.target.value || null })}
        />
      </Field>
      <div className="flex items-end gap-2 sm:col-span-2">
        <Field label={t("asOf")} className="min-w-0 flex-1">
          <Input
            type="datetime-local"
            value={typed ?? asOf}
            onChange={(event) => setTyped(event.target.value)}
            // What the field holds, not what was heard of it: the first keys may come before the page is brought to life.
            onBlur={({ currentTarget: { value } }) => {
              setTyped(null);
              if (value !== asOf) onView({ as_of: fromLocalInput(value, timeZone) });
            }}
            onKeyDown={(event) => {
              if (event.key === "Enter") event.currentTarget.blur();
            }}
          />
        </Field>
        <Button disabled={view.as_of === null} onClick={() => onView({ as_of: null })}>
          <History aria-hidden />
          {t("now")}
        </Button>
      </div>
    </div>
  );
}
