"use client";

import { CircleAlert, CircleCheck, LoaderCircle, PencilLine } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useFailureText } from "#components/shell/use-failure-text.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import type { WorkingCopy } from "./use-working-copy.ts";

/**
 * Says whether what is on screen is saved, and offers the way out where it is not.
 * `unreadable`: problems of a text that is no sheet yet.
 */
export function SaveStatus({ copy, unreadable }: { copy: WorkingCopy; unreadable: number }) {
  const t = useTranslations("Sheets.save");
  const format = useFormatter();
  const why = useFailureText();
  const { savedAt, issues, error } = copy;
  const state = unreadable > 0 ? "invalid" : copy.state;
  if (state === "stale") {
    return (
      <Alert
        tone="caution"
        live
        title={t("stale")}
        action={
          <Button size="sm" onClick={copy.takeTheirs}>
            {t("takeTheirs")}
          </Button>
        }
      >
        {t("staleText")}
      </Alert>
    );
  }
  const time = savedAt && format.dateTime(savedAt, { timeStyle: "short" });
  return (
    <div role="status" className="flex min-h-7 flex-wrap items-center gap-2 text-muted">
      {state === "saved" && time && (
        <>
          <CircleCheck aria-hidden className="size-4 text-success" /> {t("saved", { time })}
        </>
      )}
      {state === "saving" && (
        <>
          <LoaderCircle aria-hidden className="size-4 animate-spin motion-reduce:animate-none" />{" "}
          {t("saving")}
        </>
      )}
      {state === "conflict" && (
        <>
          <CircleAlert aria-hidden className="size-4 text-caution" />{" "}
          {t("conflict", { n: copy.conflicts.length })}
        </>
      )}
      {state === "waiting" && (
        <>
          <PencilLine aria-hidden className="size-4" /> {t("waiting")}
        </>
      )}
      {state === "invalid" && (
        <span className="flex items-center gap-2 text-danger">
          <CircleAlert aria-hidden className="size-4" /> {t("invalid", { n: unreadable || issues.length })}
        </span>
      )}
      {state === "failed" && (
        <>
          <span className="flex items-center gap-2 text-danger">
            <CircleAlert aria-hidden className="size-4" /> {t("failed", { message: why(error) })}
          </span>
          <Button size="sm" onClick={copy.retry}>
            {t("retry")}
          </Button>
        </>
      )}
      {copy.restored && <span>{t("restored")}</span>}
    </div>
  );
}
