"use client";

import { useLocale, useTranslations } from "next-intl";
import { RadioGroup } from "radix-ui";
import type { Template } from "#lib/templates/template.ts";
import { RuleLines } from "./rule-lines.tsx";
import { TemplatePreview } from "./template-preview.tsx";
import { useTemplatePreviews } from "./use-template-previews.ts";

interface TemplateGalleryProps {
  label: string;
  templates: readonly Template[];
  /** Whose leads the previews are of; undefined: of the segment that each template suggests. */
  segment: string | undefined;
  value: string;
  onChange: (key: string) => void;
}

/** Templates to choose from, each with the article it comes from and its rules in words. */
export function TemplateGallery({ label, templates, segment, value, onChange }: TemplateGalleryProps) {
  const t = useTranslations("Sheets.newDialog");
  const previews = useTranslations("Templates");
  const locale = useLocale();
  const states = useTemplatePreviews(
    templates.map(({ key }) => key),
    segment,
  );
  const done = states.filter((state) => state !== "waiting").length;
  return (
    <RadioGroup.Root
      aria-label={label}
      value={value}
      onValueChange={onChange}
      className="flex flex-col gap-2"
    >
      <p role="status" className="text-muted text-sm">
        {done < templates.length && previews("progress", { done, n: templates.length })}
      </p>
      {templates.map((template, place) => {
        const content = template.content(locale);
        const { rules } = content;
        const id = `template-${template.key}`;
        return (
          <div
            key={template.key}
            className="rounded-lg border p-3 has-data-[state=checked]:border-accent has-data-[state=checked]:bg-accent-tint"
          >
            <div className="flex items-start gap-3">
              <RadioGroup.Item
                id={id}
                value={template.key}
                aria-describedby={`${id}-text`}
                className="mt-0.5 grid size-6 shrink-0 place-items-center rounded-full border border-control bg-raised"
              >
                <RadioGroup.Indicator className="size-3 rounded-full bg-accent" />
              </RadioGroup.Item>
              <div className="min-w-0 flex-1">
                <label htmlFor={id} className="font-medium">
                  {template.name[locale]}
                </label>
                <p id={`${id}-text`} className="text-muted">
                  {template.description[locale]}
                </p>
                <div className="mt-2">
                  <TemplatePreview state={states[place] ?? "waiting"} content={content} />
                </div>
                <details className="mt-1">
                  <summary className="w-fit py-0.5 text-accent underline underline-offset-2">
                    {t("showRules")} ({t("rules", { n: rules.length })})
                  </summary>
                  <ul className="mt-2 flex flex-col gap-2">
                    {rules.map((rule) => (
                      <li key={rule.key}>
                        <p className="font-medium">{rule.name}</p>
                        <RuleLines rule={rule} />
                      </li>
                    ))}
                  </ul>
                </details>
              </div>
            </div>
          </div>
        );
      })}
    </RadioGroup.Root>
  );
}
