"use client";

import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Select } from "#components/ui/select.tsx";
import { MAX_OPTIONS } from "#lib/forms/schemas.ts";
import type { SheetRules } from "#lib/forms/starters.ts";
import type { EditorValues } from "./editor-values.ts";
import { WordsFields } from "./words-fields.tsx";

type Props = { at: number; sheets: readonly SheetRules[] };

/** The answers of a question that are chosen from; of what influenced a customer, each with the rule it speaks of. */
export function OptionsFields({ at, sheets }: Props) {
  const t = useTranslations("Forms");
  const { control, getFieldState, formState } = useFormContext<EditorValues>();
  const name = `content.fields.${at}.options` as const;
  const { fields, append, remove } = useFieldArray({ control, name });
  const asksInfluence = useWatch({ control, name: `content.fields.${at}.influence` });
  const { error } = getFieldState(name, formState);
  return (
    <fieldset className="flex flex-col gap-3 rounded-md border p-3">
      <legend className="px-1 font-medium">{t("options")}</legend>
      {fields.map((option, n) => (
        <div key={option.id} className="flex items-start gap-2">
          <div className="flex min-w-0 flex-1 flex-col gap-2">
            <WordsFields name={`${name}.${n}.label`} label={t("option", { n: n + 1 })} maxLength={200} />
            {asksInfluence && <RuleOf at={at} option={n} sheets={sheets} />}
          </div>
          <IconButton label={t("removeOption", { n: n + 1 })} className="mt-6" onClick={() => remove(n)}>
            <Trash2 aria-hidden />
          </IconButton>
        </div>
      ))}
      {error?.message && (
        <p role="alert" className="text-danger text-sm">
          {error.message}
        </p>
      )}
      <Button
        size="sm"
        className="self-start"
        disabled={fields.length >= MAX_OPTIONS}
        onClick={() => append({ value: "", label: { en: "", es: "" }, rules: [] })}
      >
        <Plus aria-hidden />
        {t("addOption")}
      </Button>
    </fieldset>
  );
}

type RuleProps = { at: number; option: number; sheets: readonly SheetRules[] };

/** Further rules that a program named are kept while the first is not changed. */
function RuleOf({ at, option, sheets }: RuleProps) {
  const t = useTranslations("Forms");
  const { control, setValue } = useFormContext<EditorValues>();
  const name = `content.fields.${at}.options.${option}.rules` as const;
  const rules = useWatch({ control, name });
  const known = new Map(
    sheets.flatMap(({ name: sheet, rules: all }) =>
      all.map((rule) => [rule.key, sheets.length > 1 ? `${sheet}: ${rule.name}` : rule.name] as const),
    ),
  );
  const current = rules[0] ?? "";
  const options = [...known].map(([value, label]) => ({ value, label }));
  return (
    <Field label={t("speaksOf", { n: option + 1 })}>
      <Select
        value={current}
        placeholder={t("noRule")}
        options={
          known.has(current) || current === "" ? options : [{ value: current, label: current }, ...options]
        }
        onChange={({ target }) =>
          setValue(name, target.value === "" ? [] : [target.value], { shouldDirty: true })
        }
      />
    </Field>
  );
}
