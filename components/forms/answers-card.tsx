"use client";

import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Download } from "lucide-react";
import Link from "next/link";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useFailureText } from "#components/shell/use-failure-text.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { acceptAnswer, formAnswersQuery, formQuery, type ShownAnswers } from "#lib/forms/api.ts";
import type { Form, FormAnswer } from "#lib/forms/operation-schemas.ts";
import type { Answer } from "#lib/forms/schemas.ts";
import { apiPaths, paths } from "#lib/paths.ts";

type Props = { form: Form; mayEdit: boolean };

/** Answers one by one; what was taken for spam apart, for somebody to look at. */
export function AnswersCard({ form, mayEdit }: Props) {
  const t = useTranslations("Forms");
  const [state, setState] = useState<ShownAnswers>("taken");
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    formAnswersQuery(form.key, state),
  );
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Card
      title={t("oneByOne")}
      actions={
        <Button asChild size="sm">
          <a href={apiPaths.formAnswersExport(form.key)} download={`form-${form.key}.csv`}>
            <Download aria-hidden />
            CSV
          </a>
        </Button>
      }
    >
      <SegmentedControl
        className="mb-4"
        label={t("show")}
        value={state}
        options={[
          { value: "taken", label: t("counted", { n: form.taken }) },
          { value: "spam", label: t("keptApart", { n: form.spam }) },
        ]}
        onValueChange={setState}
      />
      {!data && <SkeletonRegion />}
      {data && rows.length === 0 && (
        <EmptyState
          kind={state === "spam" ? "all-done" : "first-use"}
          title={t(state === "spam" ? "noSpam" : "noAnswers")}
          headingLevel={3}
        >
          {t(state === "spam" ? "noSpamText" : "noAnswersText")}
        </EmptyState>
      )}
      <ol className="flex flex-col divide-y">
        {rows.map((row) => (
          <Row key={row.id} row={row} form={form} mayEdit={mayEdit} />
        ))}
      </ol>
      {hasNextPage && (
        <Button className="mt-4" pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </Card>
  );
}

function Row({ row, form, mayEdit }: { row: FormAnswer } & Props) {
  const t = useTranslations("Forms");
  const format = useFormatter();
  return (
    <li className="flex flex-col gap-2 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {row.lead ? (
          <Link
            href={paths.lead(row.lead.id)}
            className="text-accent underline underline-offset-2 [overflow-wrap:anywhere]"
          >
            {row.lead.name ?? row.lead.email ?? `#${row.lead.id}`}
          </Link>
        ) : (
          <span className="text-muted">{t("unknown")}</span>
        )}
        <span className="text-muted text-sm">
          {t("given", {
            at: format.dateTime(new Date(row.at), { dateStyle: "medium", timeStyle: "short" }),
            version: row.version,
            language: t(`languages.${row.locale}`),
          })}
        </span>
        {row.reason && <Badge tone="caution">{t(`reasons.${row.reason}`)}</Badge>}
        {row.consent !== null && <Badge>{t(row.consent ? "agreed" : "notAgreed")}</Badge>}
        {row.state === "spam" && mayEdit && <NotSpam formKey={form.key} id={row.id} />}
      </div>
      <dl className="grid gap-x-4 gap-y-1 sm:grid-cols-[minmax(8rem,16rem)_1fr]">
        {Object.entries(row.answers).map(([key, answer]) => (
          <AnswerLine key={key} form={form} question={key} answer={answer} />
        ))}
      </dl>
    </li>
  );
}

function AnswerLine({ form, question, answer }: { form: Form; question: string; answer: Answer }) {
  const t = useTranslations("Forms");
  const locale = useLocale();
  const format = useFormatter();
  const words = (both: { en: string; es: string }) =>
    locale === "es" ? both.es || both.en : both.en || both.es;
  const field = form.content.fields.find(({ key }) => key === question);
  const labelOf = (value: string) => {
    const option = field?.options.find((one) => one.value === value);
    return option ? words(option.label) : value;
  };
  const shown = () => {
    if (typeof answer === "boolean") return t(answer ? "yes" : "no");
    if (typeof answer === "number") return format.number(answer);
    return Array.isArray(answer) ? format.list(answer.map(labelOf)) : labelOf(answer);
  };
  return (
    <>
      <dt className="text-muted [overflow-wrap:anywhere]">{field ? words(field.label) : question}</dt>
      <dd className="whitespace-pre-line [overflow-wrap:anywhere]">{shown()}</dd>
    </>
  );
}

function NotSpam({ formKey, id }: { formKey: string; id: number }) {
  const t = useTranslations("Forms");
  const client = useQueryClient();
  const why = useFailureText();
  const accept = useMutation({
    mutationFn: acceptAnswer,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: formQuery(formKey).queryKey });
      showToast("success", t("accepted"));
    },
    onError: (failure) => showToast("error", t("failed", { message: why(failure) })),
  });
  return (
    <Button size="sm" pending={accept.isPending} onClick={() => accept.mutate({ key: formKey, id })}>
      {t("notSpam")}
    </Button>
  );
}
