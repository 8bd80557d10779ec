"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useErrorToast } from "#components/settings/use-error-text.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { FileDrop } from "#components/ui/file-drop.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { ApiError } from "#lib/http/client.ts";
import { costsQuery, importCosts } from "#lib/returns/api.ts";
import type { CostImport } from "#lib/returns/schemas.ts";
import { useMoney } from "./use-money.ts";
import { useMonth } from "./use-month.ts";

/** Costs from a file: what it would do is shown before it does it. */
export function ImportCosts() {
  const t = useTranslations("Returns");
  const client = useQueryClient();
  const onError = useErrorToast();
  const [open, setOpen] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  const look = useMutation({ mutationFn: importCosts });
  const write = useMutation({
    mutationFn: importCosts,
    onError,
    onSuccess: async ({ costs }) => {
      showToast("success", t("imported", { n: costs }));
      setOpen(false);
      await Promise.all([
        client.invalidateQueries({ queryKey: costsQuery().queryKey }),
        client.invalidateQueries({ queryKey: ["reports", "return"] }),
      ]);
    },
  });
  const toggle = (next: boolean) => {
    setOpen(next);
    setFile(null);
    look.reset();
  };
  const choose = (chosen: File) => {
    setFile(chosen);
    look.mutate({ file: chosen, dryRun: true });
  };
  const issue = look.error instanceof ApiError ? look.error.issues[0]?.code : undefined;
  const found = look.data;
  return (
    <Dialog open={open} onOpenChange={toggle}>
      <DialogTrigger asChild>
        <Button>{t("importCosts")}</Button>
      </DialogTrigger>
      <DialogContent
        title={t("importCosts")}
        description={t("importText")}
        footer={
          <Button
            variant="primary"
            disabled={!file || !found || found.costs === 0}
            pending={write.isPending}
            onClick={() => file && write.mutate({ file, dryRun: false })}
          >
            {t("importN", { n: found?.costs ?? 0 })}
          </Button>
        }
      >
        <div className="flex flex-col gap-4">
          <FileDrop
            label={t("dropFile")}
            hint={file ? file.name : t("dropHint")}
            accept=".csv,.txt,.gz,text/csv"
            onFile={choose}
          />
          {look.error && <Alert tone="danger">{t("importError", { code: issue ?? "other" })}</Alert>}
          {found && <Found found={found} />}
        </div>
      </DialogContent>
    </Dialog>
  );
}

function Found({ found }: { found: CostImport }) {
  const t = useTranslations("Returns");
  const money = useMoney(found.currency);
  const monthName = useMonth();
  const { created, updated, unchanged, refused, refusals, sample, costs, total } = found;
  return (
    <>
      <p role="status">
        {t("found", { costs, total: money(total), created, updated, unchanged })}{" "}
        {refused > 0 && t("refused", { n: refused })}
      </p>
      {sample.length > 0 && (
        <Table label={t("costs")} density="compact" containerClassName="max-h-56">
          <TableHeader>
            <TableRow>
              <TableHead>{t("source")}</TableHead>
              <TableHead>{t("month")}</TableHead>
              <TableHead numeric>{t("amount")}</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {sample.map(({ source, month, amount }) => (
              <TableRow key={`${source} ${month}`}>
                <TableCell className="max-w-48 truncate">{source}</TableCell>
                <TableCell className="whitespace-nowrap">{monthName(month)}</TableCell>
                <TableCell numeric>{money(amount)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      {refusals.length > 0 && (
        <ul aria-label={t("refusals")} className="flex max-h-40 flex-col gap-1 overflow-y-auto">
          {refusals.map(({ line, code, cell }) => (
            <li key={line}>
              {t("refusalLine", { line })} {t("refusal", { code, cell })}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
