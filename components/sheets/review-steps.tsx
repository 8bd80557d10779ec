"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { activateSheet, commentsQuery, requestChanges, submitDraft } from "#lib/sheets/agreement-api.ts";
import type { Version } from "#lib/sheets/schemas.ts";
import type { Viewer } from "#lib/sheets/viewer.ts";
import { TextDialog } from "./text-dialog.tsx";
import { useStep } from "./use-step.ts";

interface ReviewStepsProps {
  sheetKey: string;
  version: Version;
  viewer: Viewer;
}

/** Submit for review, ask for changes, and what waits for its time. */
export function ReviewSteps({ sheetKey, version, viewer }: ReviewStepsProps) {
  const t = useTranslations("SheetReview");
  const format = useFormatter();
  const [asking, setAsking] = useState<"submit" | "changes" | null>(null);
  const close = () => setAsking(null);
  const refresh = [["sheets"], commentsQuery(sheetKey).queryKey];
  const submit = useStep((note: string) => submitDraft(sheetKey, note), { said: t("submitted"), refresh });
  const changes = useStep((reason: string) => requestChanges(sheetKey, reason), {
    said: t("changesAsked"),
    refresh,
  });
  const activate = useStep(() => activateSheet(sheetKey, { hash: version.hash }), {
    said: t("activated", { n: version.number }),
    refresh,
  });
  if (!viewer.mayEdit) return null;
  return (
    <div className="mb-4 flex flex-col gap-3">
      {version.scheduled_at && (
        <Alert
          action={
            viewer.side && (
              <Button size="sm" pending={activate.isPending} onClick={() => activate.mutate(undefined)}>
                {t("activateNow")}
              </Button>
            )
          }
        >
          {t("scheduled", {
            n: version.number,
            date: format.dateTime(new Date(version.scheduled_at), { dateStyle: "long", timeStyle: "short" }),
          })}{" "}
          {t(version.silent ? "silently" : "aloud")}
        </Alert>
      )}
      <div className="flex flex-wrap gap-2">
        {version.state === "draft" ? (
          <Button onClick={() => setAsking("submit")}>{t("submit")}</Button>
        ) : (
          <Button onClick={() => setAsking("changes")}>{t("askChanges")}</Button>
        )}
      </div>
      {asking === "submit" && (
        <TextDialog
          title={t("submitTitle", { n: version.number })}
          description={t("submitText")}
          label={t("note")}
          confirmText={t("submit")}
          pending={submit.isPending}
          onClose={close}
          onConfirm={(note) => submit.mutate(note, { onSettled: close })}
        />
      )}
      {asking === "changes" && (
        <TextDialog
          title={t("changesTitle")}
          description={t("changesText")}
          label={t("reason")}
          confirmText={t("askChanges")}
          required
          pending={changes.isPending}
          onClose={close}
          onConfirm={(reason) => changes.mutate(reason, { onSettled: close })}
        />
      )}
    </div>
  );
}
