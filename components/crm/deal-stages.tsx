"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { CrmFields, Settings } from "#lib/crm/schemas.ts";
import { STAGES } from "#lib/leads/stages.ts";

type Chosen = Settings["deal_stages"];

/** What particular deal stages mean; the others mean what their outcome says. */
export function DealStages({
  value,
  stages,
  onChange,
}: {
  value: Chosen;
  stages: CrmFields["deal_stages"];
  onChange: (value: Chosen) => void;
}) {
  const t = useTranslations("Crm.mapping");
  const tLeads = useTranslations("Leads");
  const options = [
    { value: "auto", label: t("automatic") },
    { value: "none", label: t("nothing") },
    ...STAGES.map((stage) => ({ value: stage, label: tLeads(`stages.${stage}`) })),
  ];
  const choose = (id: string, chosen: string) => {
    const { [id]: _, ...others } = value;
    const stage = STAGES.find((one) => one === chosen);
    onChange(chosen === "auto" ? others : { ...others, [id]: stage ?? null });
  };
  return (
    <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
      {stages.map(({ id, label }) => (
        <Field key={id} label={label}>
          <Select
            value={id in value ? (value[id] ?? "none") : "auto"}
            options={options}
            onChange={({ target }) => choose(id, target.value)}
          />
        </Field>
      ))}
    </div>
  );
}
