"use client";

import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Controller, useFormContext, useWatch } from "react-hook-form";
import { Card } from "#components/ui/card.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { FIELD_KINDS, hasOptions } from "#lib/forms/schemas.ts";
import type { SheetRules } from "#lib/forms/starters.ts";
import type { EditorValues } from "./editor-values.ts";
import { OptionsFields } from "./options-fields.tsx";
import { WordsFields } from "./words-fields.tsx";

type Props = {
  at: number;
  last: boolean;
  sheets: readonly SheetRules[];
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
};

/** One question: its words, how it is answered, and what its answer becomes. */
export function FieldRow({ at, last, sheets, onMove, onRemove }: Props) {
  const t = useTranslations("Forms");
  const { control, register, setValue, getFieldState, formState } = useFormContext<EditorValues>();
  const path = `content.fields.${at}` as const;
  const kind = useWatch({ control, name: `${path}.kind` });
  const key = useWatch({ control, name: `${path}.key` });
  const n = at + 1;
  const kinds = FIELD_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }));
  const kindField = register(`${path}.kind`);
  return (
    <Card
      headingLevel={3}
      title={t("question", { n })}
      description={key && t.rich("inEvents", { key, code: (text) => <code>{text}</code> })}
      actions={
        <>
          <IconButton label={t("up", { n })} disabled={at === 0} onClick={() => onMove(-1)}>
            <ArrowUp aria-hidden />
          </IconButton>
          <IconButton label={t("down", { n })} disabled={last} onClick={() => onMove(1)}>
            <ArrowDown aria-hidden />
          </IconButton>
          <IconButton label={t("remove", { n })} onClick={onRemove}>
            <Trash2 aria-hidden />
          </IconButton>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <WordsFields name={`${path}.label`} label={t("label")} maxLength={300} />
        <WordsFields name={`${path}.hint`} label={t("hint")} maxLength={500} />
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t("kind")} error={getFieldState(`${path}.kind`, formState).error?.message}>
            <Select
              options={kinds}
              {...kindField}
              onChange={(event) => {
                // What the new kind does not have goes, so that nothing hidden is refused.
                const next = FIELD_KINDS.find((one) => one === event.target.value) ?? "short_text";
                if (!hasOptions(next)) {
                  setValue(`${path}.options`, []);
                  setValue(`${path}.influence`, false);
                }
                if (next === "email") setValue(`${path}.attribute`, null);
                return kindField.onChange(event);
              }}
            />
          </Field>
          {kind !== "email" && (
            <Field
              label={t("attribute")}
              hint={t("attributeHint")}
              error={getFieldState(`${path}.attribute`, formState).error && t("attributeError")}
            >
              <Input
                autoComplete="off"
                maxLength={100}
                {...register(`${path}.attribute`, {
                  setValueAs: (value: string | null) => (value?.trim() ? value.trim() : null),
                })}
              />
            </Field>
          )}
        </div>
        <Tick name={`${path}.required`} label={t("required")} />
        {hasOptions(kind) && (
          <>
            <Tick name={`${path}.influence`} label={t("influence")} hint={t("influenceHint")} />
            <OptionsFields at={at} sheets={sheets} />
          </>
        )}
      </div>
    </Card>
  );
}

type TickProps = {
  name: `content.fields.${number}.${"required" | "influence"}` | "content.consent.required";
  label: string;
  hint?: string;
};

/** A box for something that is so or not. */
export function Tick({ name, label, hint }: TickProps) {
  const { control } = useFormContext<EditorValues>();
  return (
    <Controller
      control={control}
      name={name}
      render={({ field }) => (
        <Field inline label={label} hint={hint}>
          <Checkbox
            ref={field.ref}
            checked={field.value}
            onBlur={field.onBlur}
            onCheckedChange={(checked) => field.onChange(checked === true)}
          />
        </Field>
      )}
    />
  );
}
