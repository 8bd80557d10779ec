"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleDashed, CircleMinus } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { ApiError } from "#lib/http/client.ts";
import { paths } from "#lib/paths.ts";
import { declineQuestion, readinessQuery, reopenQuestion } from "#lib/sheets/agreement-api.ts";
import type { Answer, Readiness } from "#lib/sheets/agreement-schemas.ts";
import { type Candidates, OwnersCard } from "./owners-card.tsx";
import { SheetLinks } from "./sheet-links.tsx";
import { TextDialog } from "./text-dialog.tsx";
import { useStep } from "./use-step.ts";

export interface ReadinessPageProps {
  sheetKey: string;
  mayEdit: boolean;
  candidates: Candidates;
}

export function ReadinessPage({ sheetKey, ...props }: ReadinessPageProps) {
  const { data, error, refetch } = useQuery(readinessQuery(sheetKey));
  if (data) return <Loaded readiness={data} {...props} />;
  if (!error) return <SkeletonRegion />;
  return (
    <ErrorState requestId={error instanceof ApiError ? error.requestId : null} onRetry={() => refetch()} />
  );
}

/** Where each answer is set. */
const placeOf = ({ question, status }: Pick<Answer, "question" | "status">, key: string): string => {
  if (question === "owner") return "#owners";
  if (question === "validation" || question === "measuring")
    return status === "done" ? paths.feedback({ sheet: key }) : paths.imports();
  if (question === "alerting") return paths.queue();
  if (question === "agreement") return paths.sheetReview(key);
  if (question === "display") return paths.settings("tokens");
  return paths.sheet(key, { tab: "edit" });
};

interface LoadedProps extends Omit<ReadinessPageProps, "sheetKey"> {
  readiness: Readiness;
}

function Loaded({ readiness, mayEdit, candidates }: LoadedProps) {
  const t = useTranslations("SheetReadiness");
  const review = useTranslations("SheetReview");
  const sheets = useTranslations("Sheets");
  const { key, name, answers, owners } = readiness;
  const settled = answers.filter(({ status }) => status !== "missing").length;
  return (
    <>
      <PageHeader
        title={t("title", { name })}
        description={t("description", { settled, all: answers.length })}
        breadcrumbs={[
          { label: sheets("title"), href: paths.sheets() },
          { label: name, href: paths.sheet(key) },
          { label: review("links.readiness") },
        ]}
        actions={<SheetLinks sheetKey={key} current="readiness" />}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <Card>
          <ol className="flex flex-col gap-5">
            {answers.map((answer) => (
              <AnswerRow key={answer.question} sheetKey={key} answer={answer} mayEdit={mayEdit} />
            ))}
          </ol>
        </Card>
        <OwnersCard sheetKey={key} owners={owners} candidates={candidates} mayEdit={mayEdit} />
      </div>
    </>
  );
}

const LOOKS = {
  done: { icon: CircleCheck, className: "text-success" },
  missing: { icon: CircleDashed, className: "text-caution" },
  declined: { icon: CircleMinus, className: "text-muted" },
} as const;

function AnswerRow({ sheetKey, answer, mayEdit }: { sheetKey: string; answer: Answer; mayEdit: boolean }) {
  const t = useTranslations("SheetReadiness");
  const format = useFormatter();
  const [asking, setAsking] = useState(false);
  const refresh = [readinessQuery(sheetKey).queryKey];
  const { question, status, detail } = answer;
  const decline = useStep((reason: string) => declineQuestion(sheetKey, question, reason), {
    said: t("declined"),
    refresh,
  });
  const reopen = useStep(() => reopenQuestion(sheetKey, question), { said: null, refresh });
  const { icon: Icon, className } = LOOKS[status];
  return (
    <li className="flex items-start gap-3">
      <Icon aria-hidden className={`mt-0.5 size-5 shrink-0 ${className}`} />
      <div className="min-w-0 flex-1">
        <h2 className="font-medium">{t(`questions.${question}`)}</h2>
        <p>
          <span className={`font-medium ${className}`}>{t(`status.${status}`)}.</span>{" "}
          <span className="[overflow-wrap:anywhere]">
            {t(`answers.${question}.${status === "done" ? "done" : "missing"}`, detail)}
          </span>
        </p>
        {status === "declined" && (
          <p className="text-muted [overflow-wrap:anywhere]">
            {t("reasonBy", {
              reason: answer.reason ?? "",
              name: answer.by ?? "",
              date: answer.at ? format.dateTime(new Date(answer.at), { dateStyle: "medium" }) : "",
            })}
          </p>
        )}
        <div className="mt-1 flex flex-wrap gap-2">
          <Button asChild size="sm">
            <Link href={placeOf(answer, sheetKey)}>
              {t("open")}
              <span className="sr-only">: {t(`questions.${question}`)}</span>
            </Link>
          </Button>
          {mayEdit && status === "missing" && (
            <Button size="sm" variant="ghost" onClick={() => setAsking(true)}>
              {t("decline")}
            </Button>
          )}
          {mayEdit && status === "declined" && (
            <Button
              size="sm"
              variant="ghost"
              pending={reopen.isPending}
              onClick={() => reopen.mutate(undefined)}
            >
              {t("reopen")}
            </Button>
          )}
        </div>
      </div>
      {asking && (
        <TextDialog
          title={t("declineTitle")}
          description={t(`questions.${question}`)}
          label={t("reason")}
          hint={t("reasonHint")}
          confirmText={t("decline")}
          required
          pending={decline.isPending}
          onClose={() => setAsking(false)}
          onConfirm={(reason) => decline.mutate(reason, { onSettled: () => setAsking(false) })}
        />
      )}
    </li>
  );
}
