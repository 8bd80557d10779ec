"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { paths } from "#lib/paths.ts";
import { reviewTrial, type TrialInput, trialQuery } from "#lib/sheets/agreement-api.ts";
import type { Version } from "#lib/sheets/schemas.ts";
import type { Viewer } from "#lib/sheets/viewer.ts";
import { TextDialog } from "./text-dialog.tsx";
import { useStep } from "./use-step.ts";

/** How far the active version's trial is, what each side says of it, and the viewer's own word. */
export function TrialCard({
  sheetKey,
  version,
  viewer,
}: {
  sheetKey: string;
  version: Version;
  viewer: Viewer;
}) {
  const t = useTranslations("SheetReview");
  const sheets = useTranslations("Sheets");
  const format = useFormatter();
  const { data } = useQuery(trialQuery(sheetKey));
  const [asking, setAsking] = useState<TrialInput["decision"] | null>(null);
  const review = useStep((input: TrialInput) => reviewTrial(sheetKey, input), {
    said: t("trialSaid"),
    refresh: [trialQuery(sheetKey).queryKey],
  });
  const { trial } = version;
  if (!trial) return null;
  const close = () => setAsking(null);
  return (
    <Card
      title={t("trial")}
      description={
        trial.over
          ? sheets("trialOver", { days: trial.days })
          : sheets("trial", { day: trial.day, days: trial.days })
      }
      actions={
        viewer.side && (
          <>
            <Button size="sm" onClick={() => setAsking("revise")}>
              {t("trialRevise")}
            </Button>
            <Button size="sm" variant="primary" onClick={() => setAsking("confirm")}>
              {t("trialConfirm")}
            </Button>
          </>
        )
      }
    >
      <p className="mb-2">
        <Link
          href={paths.feedback({ sheet: sheetKey, version: version.number })}
          className="text-accent underline underline-offset-2"
        >
          {t("trialReport", { n: version.number })}
        </Link>
      </p>
      {data?.reviews.length === 0 && <p className="text-muted">{t("trialNone")}</p>}
      <ul className="flex flex-col gap-2">
        {data?.reviews.map((one) => (
          <li key={`${one.side} ${one.at}`}>
            <span className="font-medium">{sheets(`sides.${one.side}`)}:</span>{" "}
            {t(`decisions.${one.decision}`)}{" "}
            <span className="text-muted">
              {one.member.name}, {format.dateTime(new Date(one.at), { dateStyle: "medium" })}
            </span>
            {one.note && <span className="block [overflow-wrap:anywhere]">{one.note}</span>}
          </li>
        ))}
      </ul>
      {asking && (
        <TextDialog
          title={t(`trialTitles.${asking}`, { n: version.number })}
          description={t(`trialTexts.${asking}`)}
          label={t("note")}
          confirmText={t(asking === "confirm" ? "trialConfirm" : "trialRevise")}
          pending={review.isPending}
          onClose={close}
          onConfirm={(note) =>
            review.mutate(
              { version: version.number, decision: asking, ...(note === "" ? {} : { note }) },
              { onSettled: close },
            )
          }
        />
      )}
    </Card>
  );
}
