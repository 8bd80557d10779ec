"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Combobox } from "#components/ui/combobox.tsx";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { CrmFields, Settings } from "#lib/crm/schemas.ts";
import { CONFLICT_POLICIES } from "#lib/crm/states.ts";

type Mapped = Settings["mapping"][number];
const MAX_OFFERED = 50;

/** Fields of contacts that are read into attributes, a row each. */
export function MappedFields({
  value,
  fields,
  onChange,
}: {
  value: Mapped[];
  fields: CrmFields["fields"];
  onChange: (value: Mapped[]) => void;
}) {
  const t = useTranslations("Crm.mapping");
  const change = (n: number, part: Partial<Mapped>) =>
    onChange(value.map((one, at) => (at === n ? { ...one, ...part } : one)));
  const offered = (typed: string) =>
    fields
      .filter(({ name, label }) => `${name} ${label}`.toLowerCase().includes(typed.toLowerCase()))
      .slice(0, MAX_OFFERED)
      .map(({ name, label }) => ({ value: name, detail: label }));
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 font-medium">{t("fields")}</legend>
      <p className="text-muted">{value.length === 0 ? t("noFields") : t("fieldsText")}</p>
      {value.map(({ field, attribute, policy }, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name while they are being written
        <div key={n} className="flex flex-wrap items-end gap-3">
          <Field label={t("field")} className="min-w-40 flex-1">
            <Combobox
              listLabel={t("field")}
              value={field}
              options={offered(field)}
              onValueChange={(name) => change(n, { field: name })}
            />
          </Field>
          <Field label={t("attribute")} className="min-w-40 flex-1">
            <Input value={attribute} onChange={({ target }) => change(n, { attribute: target.value })} />
          </Field>
          <Field label={t("policy")} className="min-w-40 flex-1">
            <Select
              value={policy}
              options={CONFLICT_POLICIES.map((one) => ({ value: one, label: t(`policies.${one}`) }))}
              onChange={({ target }) =>
                change(n, { policy: CONFLICT_POLICIES.find((one) => one === target.value) ?? "ask" })
              }
            />
          </Field>
          <IconButton
            label={t("remove", { n: n + 1 })}
            onClick={() => onChange(value.filter((_, at) => at !== n))}
          >
            <Trash2 aria-hidden />
          </IconButton>
        </div>
      ))}
      <div>
        <Button size="sm" onClick={() => onChange([...value, { field: "", attribute: "", policy: "crm" }])}>
          {t("add")}
        </Button>
      </div>
    </fieldset>
  );
}
