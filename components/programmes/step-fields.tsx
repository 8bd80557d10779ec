"use client";

import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { ApiIssue } from "#lib/http/client.ts";
import type { Step } from "#lib/programmes/schemas.ts";
import { MailPreview } from "./mail-preview.tsx";

type Props = {
  programmeKey: string;
  step: Step;
  n: number;
  last: boolean;
  mayEdit: boolean;
  issues: ApiIssue[];
  onChange: (step: Step) => void;
  onRemove: () => void;
  onMove: (by: 1 | -1) => void;
};
const LOCALES = ["en", "es"] as const;

/** One step: its delay and its mail in both languages. */
export function StepFields({
  programmeKey,
  step,
  n,
  last,
  mayEdit,
  issues,
  onChange,
  onRemove,
  onMove,
}: Props) {
  const t = useTranslations("Programmes");
  const problem = (part: string) => issues.find(({ path }) => path.endsWith(part))?.message;
  const empty = issues.some(({ code }) => code === "no_words");
  return (
    <Card
      title={t("step", { n: n + 1 })}
      actions={
        mayEdit && (
          <>
            <IconButton label={t("up", { n: n + 1 })} disabled={n === 0} onClick={() => onMove(-1)}>
              <ArrowUp aria-hidden />
            </IconButton>
            <IconButton label={t("down", { n: n + 1 })} disabled={last} onClick={() => onMove(1)}>
              <ArrowDown aria-hidden />
            </IconButton>
            <IconButton label={t("removeStep", { n: n + 1 })} onClick={onRemove}>
              <Trash2 aria-hidden />
            </IconButton>
          </>
        )
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={t(n === 0 ? "delayFirst" : "delay")} className="w-64">
          <Input
            type="number"
            min={0}
            value={String(step.delay_hours)}
            onChange={({ target }) => onChange({ ...step, delay_hours: Number(target.value) })}
          />
        </Field>
        {empty && (
          <p role="alert" className="text-danger">
            {t("noWords")}
          </p>
        )}
        <div className="grid gap-4 lg:grid-cols-2">
          {LOCALES.map((locale) => (
            <div key={locale} className="flex flex-col gap-3">
              <Field label={t(`subject.${locale}`)} error={problem(`subject.${locale}`)}>
                <Input
                  lang={locale}
                  maxLength={300}
                  value={step.subject[locale]}
                  onChange={({ target }) =>
                    onChange({ ...step, subject: { ...step.subject, [locale]: target.value } })
                  }
                />
              </Field>
              <Field label={t(`body.${locale}`)} error={problem(`body.${locale}`)}>
                <Textarea
                  lang={locale}
                  rows={8}
                  value={step.body[locale]}
                  onChange={({ target }) =>
                    onChange({ ...step, body: { ...step.body, [locale]: target.value } })
                  }
                />
              </Field>
            </div>
          ))}
        </div>
        <p className="text-muted text-sm">{t("syntax")}</p>
        {mayEdit && <MailPreview programmeKey={programmeKey} step={step} n={n} />}
      </div>
    </Card>
  );
}
