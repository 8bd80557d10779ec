"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useErrorToast } from "#components/settings/use-error-text.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { endAdjustment } from "#lib/adjustments/api.ts";
import { leadKeys } from "#lib/leads/api.ts";
import type { EquationTerm } from "#lib/scores/explain-equation.ts";
import { TermLine } from "./term-line.tsx";

interface AdjustmentTermProps {
  leadId: number;
  term: Extract<EquationTerm, { kind: "adjustment" }>;
  mayEnd: boolean;
}

/** Points given by hand: why, by whom and until when; whoever may can take them back. */
export function AdjustmentTerm({ leadId, term, mayEnd }: AdjustmentTermProps) {
  const t = useTranslations("Lead.adjust");
  const format = useFormatter();
  const queries = useQueryClient();
  const onError = useErrorToast();
  const end = useMutation({
    mutationFn: endAdjustment,
    onError,
    onSuccess: () => {
      showToast("success", t("ended"));
      return queries.invalidateQueries({ queryKey: leadKeys.all });
    },
  });
  const { id, reason, by, at, until, dimension_name: dimension } = term.step;
  const day = (iso: string) => format.dateTime(new Date(iso), { dateStyle: "medium" });
  const about = [
    t("given", { date: day(at), name: by ?? "–", dimension }),
    until !== null && t("until", { date: day(until) }),
  ].filter(Boolean);
  return (
    <TermLine
      indent
      hundredths={term.hundredths}
      name={
        <span className="flex items-center gap-2">
          <span className="min-w-0 py-1 [overflow-wrap:anywhere]">
            {t("byHand", { reason })}
            <span className="block text-muted text-sm">{about.join(" · ")}</span>
          </span>
          {mayEnd && (
            <ConfirmDialog
              trigger={
                <IconButton size="sm" label={t("endLabel", { reason })} disabled={end.isPending}>
                  <Undo2 aria-hidden />
                </IconButton>
              }
              title={t("endTitle")}
              description={t("endText")}
              confirmText={t("end")}
              cancelText={t("cancel")}
              onConfirm={() => end.mutate({ lead: leadId, id })}
            />
          )}
        </span>
      }
    />
  );
}
