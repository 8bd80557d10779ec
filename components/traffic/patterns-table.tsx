"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useErrorToast } from "#components/settings/use-error-text.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { deletePattern, trafficQuery } from "#lib/traffic/api.ts";
import type { Pattern } from "#lib/traffic/schemas.ts";

export function PatternsTable({ patterns }: { patterns: readonly Pattern[] }) {
  const t = useTranslations("Traffic");
  const format = useFormatter();
  return (
    <Table label={t("table")} containerClassName="max-h-none min-h-0">
      <TableHeader>
        <TableRow>
          <TableHead>{t("pattern")}</TableHead>
          <TableHead>{t("state")}</TableHead>
          <TableHead className="text-right">{t("events")}</TableHead>
          <TableHead>{t("by")}</TableHead>
          <TableHead>
            <span className="sr-only">{t("actions")}</span>
          </TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {patterns.map((pattern) => {
          const date = format.dateTime(new Date(pattern.created_at), { dateStyle: "medium" });
          return (
            <TableRow key={pattern.id}>
              <TableCell className="min-w-40 py-2">
                <span className="text-muted">{t(`kinds.${pattern.kind}`)}</span>{" "}
                <span className="font-medium [overflow-wrap:anywhere]">{pattern.text}</span>
              </TableCell>
              <TableCell className="min-w-32 py-2">
                <State pattern={pattern} />
              </TableCell>
              <TableCell className="text-right tabular-nums">
                {format.number(pattern.events_30_days)}
              </TableCell>
              <TableCell className="min-w-36 py-2 [overflow-wrap:anywhere]">
                {pattern.by === null ? date : t("byName", { date, name: pattern.by })}
              </TableCell>
              <TableCell className="text-right">
                {pattern.state !== "removing" && <RemovePattern pattern={pattern} />}
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}

function State({ pattern: { state, progress, marked } }: { pattern: Pattern }) {
  const t = useTranslations("Traffic");
  const format = useFormatter();
  const label = t(`states.${state}`);
  if (!progress) {
    return (
      <span className="flex flex-col items-start gap-1">
        <Badge tone="success">{label}</Badge>
        <span className="text-muted text-sm">{t("marked", { count: marked })}</span>
      </span>
    );
  }
  const share = progress.of === 0 ? 1 : progress.done / progress.of;
  const text = t("progressOf", { percent: format.number(share, { style: "percent" }) });
  return (
    <div className="flex flex-col gap-1">
      <span>{label}</span>
      <Progress label={t("progress")} value={share} valueText={text} />
      <span className="text-muted text-sm tabular-nums">{text}</span>
    </div>
  );
}

function RemovePattern({ pattern: { id, text } }: { pattern: Pattern }) {
  const t = useTranslations("Traffic");
  const queries = useQueryClient();
  const onError = useErrorToast();
  const remove = useMutation({
    mutationFn: deletePattern,
    onError,
    onSuccess: () => {
      showToast("success", t("removed"));
      return queries.invalidateQueries(trafficQuery());
    },
  });
  const title = t("removeTitle", { text });
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" pending={remove.isPending} aria-label={title}>
          {t("remove")}
        </Button>
      }
      title={title}
      description={t("removeText")}
      confirmText={t("remove")}
      cancelText={t("cancel")}
      danger
      onConfirm={() => remove.mutate(id)}
    />
  );
}
