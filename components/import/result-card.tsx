"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Download } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { importKeys, refusalsCsvPath, startImport } from "#lib/imports/api.ts";
import type { ImportView } from "#lib/imports/schemas.ts";
import { paths } from "#lib/paths.ts";
import { CountTiles } from "./count-tiles.tsx";
import { RefusalsTable } from "./refusals-table.tsx";

function useTitle(view: ImportView): string {
  const t = useTranslations("Imports");
  if (view.state === "failed") return t("failedTitle");
  if (view.state === "done") return t("doneTitle", { rows: view.rows_done - view.refused });
  return view.started_at === null ? t("discardedTitle") : t("cancelledTitle", { rows: view.rows_done });
}

function Failure({ view, mayImport }: { view: ImportView; mayImport: boolean }) {
  const t = useTranslations("Imports");
  const client = useQueryClient();
  const resume = useMutation({
    mutationFn: () => startImport(view.id),
    onSuccess: (next) => client.setQueryData(importKeys.one(view.id), next),
  });
  if (!view.error) return null;
  const resumable = mayImport && view.error.code === "internal";
  return (
    <Alert
      tone="danger"
      live
      title={t(`failure.${view.error.code}`, { line: view.error.line ?? 1 })}
      action={
        resumable && (
          <Button size="sm" pending={resume.isPending} onClick={() => resume.mutate()}>
            {t("resume")}
          </Button>
        )
      }
    >
      {t("failedRows", { rows: view.rows_done })}
    </Alert>
  );
}

/** What became of a file, with the refused rows to take home. */
export function ResultCard({ view, mayImport }: { view: ImportView; mayImport: boolean }) {
  const t = useTranslations("Imports");
  const format = useFormatter();
  const finished = view.finished_at && new Date(view.finished_at);
  return (
    <div className="flex flex-col gap-4">
      <Failure view={view} mayImport={mayImport} />
      <Card
        title={useTitle(view)}
        description={
          finished &&
          t("doneText", { when: format.dateTime(finished, { dateStyle: "medium", timeStyle: "short" }) })
        }
        actions={
          <>
            <Button asChild>
              <Link href={paths.leads()}>{t("viewLeads")}</Link>
            </Button>
            {mayImport && (
              <Button asChild variant="primary">
                <Link href={paths.imports()}>{t("another")}</Link>
              </Button>
            )}
          </>
        }
      >
        <CountTiles counts={view} />
      </Card>
      {view.refused > 0 && (
        <Card
          title={t("refusedTitle", { count: view.refused })}
          description={t("refusedText")}
          actions={
            <Button asChild>
              <a href={refusalsCsvPath(view.id)} download>
                <Download aria-hidden />
                {t("download")}
              </a>
            </Button>
          }
        >
          <div className="flex flex-col gap-2">
            {view.refusals.length < view.refused && (
              <p className="text-muted">{t("refusedFirst", { count: view.refusals.length })}</p>
            )}
            <RefusalsTable refusals={view.refusals} columns={view.columns ?? []} />
          </div>
        </Card>
      )}
    </div>
  );
}
