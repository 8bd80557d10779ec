"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { dryRun } from "#lib/crm/api.ts";
import type { DryRun } from "#lib/crm/schemas.ts";
import { paths } from "#lib/paths.ts";
import { useCrmError } from "./use-crm-error.ts";

export function DryRunPanel({ connectionKey }: { connectionKey: string }) {
  const t = useTranslations("Crm");
  const errorText = useCrmError();
  const run = useMutation({ mutationFn: dryRun });
  return (
    <div className="flex flex-col gap-4">
      <p className="text-muted">{t("dryRun.text")}</p>
      <div>
        <Button pending={run.isPending} onClick={() => run.mutate(connectionKey)}>
          {t("dryRun.start")}
        </Button>
      </div>
      {run.error && (
        <Alert tone="danger" live>
          {errorText(run.error)}
        </Alert>
      )}
      {run.data && <Plan plan={run.data} />}
    </div>
  );
}

function Plan({ plan: { fields, leads } }: { plan: DryRun }) {
  const t = useTranslations("Crm");
  const made = fields.filter(({ exists }) => !exists);
  return (
    <>
      <Alert
        live
        tone={made.length === 0 ? "success" : "info"}
        title={t("dryRun.fields", { n: made.length })}
      >
        {made.length > 0 && (
          <p className="[overflow-wrap:anywhere]">{made.map((field) => field.name).join(", ")}</p>
        )}
      </Alert>
      {leads.length === 0 ? (
        <p>{t("dryRun.noLeads")}</p>
      ) : (
        <Table label={t("dryRun.table")} containerClassName="max-h-none min-h-0">
          <TableHeader>
            <TableRow>
              <TableHead>{t("lead")}</TableHead>
              <TableHead>{t("dryRun.outcome")}</TableHead>
              <TableHead>{t("dryRun.changes")}</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {leads.map((lead, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a lead may have two contacts, and the list never changes
              <TableRow key={n}>
                <TableCell className="min-w-40">
                  <Link
                    href={paths.lead(lead.lead_id)}
                    className="text-accent underline underline-offset-2 [overflow-wrap:anywhere]"
                  >
                    {lead.name ?? `#${lead.lead_id}`}
                  </Link>
                </TableCell>
                <TableCell>
                  <Badge
                    tone={lead.outcome === "absent" || lead.outcome === "nameless" ? "caution" : "neutral"}
                  >
                    {t(`dryRun.outcomes.${lead.outcome}`)}
                  </Badge>
                </TableCell>
                <TableCell className="min-w-64">
                  <ul>
                    {lead.changes.map(({ field, from, to }) => (
                      <li key={field} className="[overflow-wrap:anywhere]">
                        <code>{field}</code>: {from ?? "–"} → {to ?? "–"}
                      </li>
                    ))}
                  </ul>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </>
  );
}
