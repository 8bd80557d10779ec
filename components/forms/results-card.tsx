"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { BarList } from "#components/charts/bar-list.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { formResultsQuery } from "#lib/forms/api.ts";
import type { FieldResult } from "#lib/forms/operation-schemas.ts";

/** What was answered to each question, with how many answered it. */
export function ResultsCard({ formKey }: { formKey: string }) {
  const t = useTranslations("Forms.results");
  const format = useFormatter();
  const { data } = useQuery(formResultsQuery(formKey));
  const asOf = data && format.dateTime(new Date(data.as_of), { dateStyle: "medium", timeStyle: "short" });
  return (
    <Card title={t("title")} description={data && t("asOf", { n: data.answers, at: asOf ?? "" })}>
      {!data && <SkeletonRegion />}
      {data?.answers === 0 && (
        <EmptyState kind="first-use" title={t("none")} headingLevel={3}>
          {t("noneText")}
        </EmptyState>
      )}
      {data && data.answers > 0 && (
        <div className="flex flex-col gap-8">
          {data.fields.map((field) => (
            <FieldFigures key={field.key} field={field} formKey={formKey} />
          ))}
        </div>
      )}
    </Card>
  );
}

function FieldFigures({ field, formKey }: { field: FieldResult; formKey: string }) {
  const t = useTranslations("Forms.results");
  const locale = useLocale();
  const format = useFormatter();
  const words = (both: { en: string; es: string }) =>
    locale === "es" ? both.es || both.en : both.en || both.es;
  const label = words(field.label);
  const number = (value: number) => format.number(value, { maximumFractionDigits: 2 });
  const { numbers, options, answered } = field;
  const figures = numbers
    ? t("numbers", {
        mean: number(numbers.mean),
        median: number(numbers.median),
        min: number(numbers.min),
        max: number(numbers.max),
      })
    : null;
  if (options.length === 0)
    return (
      <section className="flex flex-col gap-1">
        <h3 className="font-semibold text-lg">{label}</h3>
        <p>{answered === 0 ? t("nobody") : (figures ?? t("inWords"))}</p>
        <p className="text-muted text-sm">{t("n", { n: answered })}</p>
      </section>
    );
  const percent = (value: number | null) => format.number(value ?? 0, { style: "percent" });
  const top = options.reduce((a, b) => (b.n > a.n ? b : a));
  const name = (option: FieldResult["options"][number]) =>
    option.label ? words(option.label) : option.value;
  return (
    <BarList
      headingLevel={3}
      title={label}
      takeaway={
        answered === 0 ? t("nobody") : (figures ?? t("top", { answer: name(top), share: percent(top.rate) }))
      }
      n={answered}
      csvName={`form-${formKey}-${field.key}`}
      bars={options.map((option) => ({
        key: option.value,
        label: option.label ? name(option) : t("notOffered", { answer: option.value }),
        value: option.n,
        note:
          option.rate === null
            ? ""
            : t("share", {
                rate: percent(option.rate),
                low: percent(option.low),
                high: percent(option.high),
              }),
      }))}
      labels={{ name: t("answer"), value: t("people"), note: t("ofAnswers") }}
    />
  );
}
