"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { markerOf } from "#lib/imports/markers.ts";
import type { StepProps } from "./step-props.ts";

/** Texts that stand for "no value": those that the file seems to use, and any other. */
export function MissingCard({ mapping, analysis, onChange }: StepProps) {
  const t = useTranslations("Imports");
  const [text, setText] = useState("");
  const chosen = new Set(mapping.missing.map(markerOf));
  const found = new Set(analysis.missing.map(({ value }) => markerOf(value)));
  const others = mapping.missing.filter((value) => !found.has(markerOf(value)));
  const set = (value: string, on: boolean) => {
    const rest = mapping.missing.filter((one) => markerOf(one) !== markerOf(value));
    onChange({ ...mapping, missing: on ? [...rest, value] : rest });
  };
  const add = () => {
    if (text.trim() !== "") set(text.trim(), true);
    setText("");
  };
  return (
    <Card title={t("missingTitle")} description={t("missingText")}>
      <div className="flex flex-col gap-3">
        {analysis.missing.map(({ value, cells }) => (
          <Field key={value} label={t("missingFound", { value, count: cells })} inline>
            <Checkbox
              checked={chosen.has(markerOf(value))}
              onCheckedChange={(checked) => set(value, checked === true)}
            />
          </Field>
        ))}
        {others.length > 0 && (
          <ul className="flex flex-wrap gap-2">
            {others.map((value) => (
              <li key={value} className="flex items-center gap-1 rounded-md border px-2 py-1">
                <span className="[overflow-wrap:anywhere]">{value}</span>
                <IconButton label={t("removeMarker", { value })} size="sm" onClick={() => set(value, false)}>
                  <X aria-hidden />
                </IconButton>
              </li>
            ))}
          </ul>
        )}
        <form
          className="flex max-w-md items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            add();
          }}
        >
          <Field label={t("missingAdd")} className="flex-1">
            <Input value={text} maxLength={200} onChange={(event) => setText(event.target.value)} />
          </Field>
          <Button type="submit">{t("add")}</Button>
        </form>
      </div>
    </Card>
  );
}
