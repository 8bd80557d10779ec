"use client";

import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { ENCODINGS } from "#lib/imports/encodings.ts";
import { DELIMITERS, type Delimiter, type Mapping } from "#lib/imports/mapping.ts";
import type { Analysis } from "#lib/imports/schemas.ts";

const NAMES = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe" } as const;
type Props = { mapping: Mapping; analysis: Analysis; onChange: (mapping: Mapping) => void };

/** How the file is taken apart; found out, and open to correction. */
export function FormatFields({ mapping, analysis, onChange }: Props) {
  const t = useTranslations("Imports");
  const delimiter = (value: Delimiter) => t(`delimiterName.${NAMES[value]}`);
  return (
    <Card
      title={t("format")}
      description={t("formatNow", {
        encoding: analysis.encoding.toUpperCase(),
        delimiter: delimiter(analysis.delimiter),
      })}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("encoding")}>
          <Select
            value={mapping.encoding}
            options={[
              {
                value: "auto",
                label:
                  mapping.encoding === "auto"
                    ? t("auto", { value: analysis.encoding.toUpperCase() })
                    : t("order.auto"),
              },
              ...ENCODINGS.map((value) => ({ value, label: value.toUpperCase() })),
            ]}
            onChange={(event) => {
              const encoding = ENCODINGS.find((known) => known === event.target.value) ?? "auto";
              onChange({ ...mapping, encoding });
            }}
          />
        </Field>
        <Field label={t("delimiter")}>
          <Select
            value={mapping.delimiter}
            options={[
              {
                value: "auto",
                label:
                  mapping.delimiter === "auto"
                    ? t("auto", { value: delimiter(analysis.delimiter) })
                    : t("order.auto"),
              },
              ...DELIMITERS.map((value) => ({ value, label: delimiter(value) })),
            ]}
            onChange={(event) => {
              const chosen = DELIMITERS.find((known) => known === event.target.value) ?? "auto";
              onChange({ ...mapping, delimiter: chosen });
            }}
          />
        </Field>
        <Field label={t("header")} inline className="sm:col-span-2">
          <Checkbox
            checked={mapping.header}
            onCheckedChange={(checked) => onChange({ ...mapping, header: checked === true })}
          />
        </Field>
      </div>
    </Card>
  );
}
