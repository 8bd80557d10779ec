"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useErrorToast } from "#components/settings/use-error-text.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { modelsQuery, showModelVersion } from "#lib/models/api.ts";
import type { ModelView } from "#lib/models/schemas.ts";

/** Every training with what came of it; one version is what lists show. */
export function ModelVersions({ model, mayEdit }: { model: ModelView; mayEdit: boolean }) {
  const t = useTranslations("Models.versions");
  const outcomes = useTranslations("Models.outcomes");
  const quality = useTranslations("Models.quality");
  const charts = useTranslations("Charts");
  const format = useFormatter();
  const share = (value: number) => format.number(value, { maximumFractionDigits: 3 });
  const client = useQueryClient();
  const onError = useErrorToast();
  const show = useMutation({
    mutationFn: showModelVersion,
    onError,
    onSuccess: () => client.invalidateQueries({ queryKey: modelsQuery().queryKey }),
  });
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold">{t("title")}</h3>
      <p className="text-muted">{t("text")}</p>
      <Table label={t("title")} containerClassName="max-h-none min-h-0">
        <TableHeader>
          <TableRow>
            <TableHead numeric>{t("number")}</TableHead>
            <TableHead>{t("trained")}</TableHead>
            <TableHead>{t("outcome")}</TableHead>
            <TableHead numeric>{t("auc")}</TableHead>
            <TableHead>{t("shown")}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {model.versions.map(({ number, trained_at: at, outcome, auc }) => (
            <TableRow key={number}>
              <TableCell numeric>{format.number(number)}</TableCell>
              <TableCell className="whitespace-nowrap">
                {format.dateTime(new Date(at), { dateStyle: "medium", timeStyle: "short" })}
              </TableCell>
              <TableCell>
                {outcome === "trained" || outcome === "too_few"
                  ? outcomes(outcome)
                  : outcomes("nothing_to_learn")}
              </TableCell>
              <TableCell numeric className="whitespace-nowrap">
                {auc === null ? (
                  "–"
                ) : (
                  <>
                    {share(auc.auc)}{" "}
                    <span className="text-muted text-sm">
                      {quality("range", { low: share(auc.low), high: share(auc.high) })},{" "}
                      {charts("n", { n: auc.positives + auc.negatives })}
                    </span>
                  </>
                )}
              </TableCell>
              <TableCell>
                {number === model.shown_version ? (
                  <Badge>{t("isShown")}</Badge>
                ) : (
                  mayEdit &&
                  outcome === "trained" && (
                    <Button
                      size="sm"
                      pending={show.isPending && show.variables.version === number}
                      aria-label={t("showVersion", { number })}
                      onClick={() => show.mutate({ key: model.key, version: number })}
                    >
                      {t("show")}
                    </Button>
                  )
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  );
}
