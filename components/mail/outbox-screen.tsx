"use client";

import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useState } from "react";
import { useFailureText } from "#components/shell/use-failure-text.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Badge, type BadgeProps } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { mailsQuery, retryMail } from "#lib/mail/api.ts";
import { mailStates, type OutboxMail } from "#lib/mail/schemas.ts";
import { MailDialog } from "./mail-dialog.tsx";

const TONES: Record<OutboxMail["state"], NonNullable<BadgeProps["tone"]>> = {
  queued: "neutral",
  sending: "accent",
  sent: "success",
  held: "caution",
  failed: "danger",
  cancelled: "neutral",
};
const CODES = [
  "bad_address",
  "unsubscribed",
  "objected",
  "no_consent",
  "withdrawn",
  "by_hand",
  "goal",
  "bounced",
] as const;

/** What the product has written to people, and what became of it. */
export function OutboxScreen() {
  const t = useTranslations("Outbox");
  const [state, setState] = useQueryState("state", parseAsStringLiteral(mailStates));
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    mailsQuery(state),
  );
  const [shown, setShown] = useState<number | null>(null);
  if (error && !data) return <ErrorState onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRegion />;
  const mails = data.pages.flatMap(({ items }) => items);
  return (
    <div className="flex flex-col gap-4">
      {data.pages[0]?.sends === false && (
        <Alert tone="caution" title={t("notSent")}>
          {t("notSentText")}
        </Alert>
      )}
      <Field label={t("filter")} className="w-56">
        <Select
          value={state ?? ""}
          placeholder={t("all")}
          options={mailStates.map((value) => ({ value, label: t(`states.${value}`) }))}
          onChange={({ target }) => void setState(mailStates.find((one) => one === target.value) ?? null)}
        />
      </Field>
      {mails.length === 0 ? (
        <EmptyState kind={state ? "no-results" : "first-use"} title={t(state ? "noneFound" : "none")}>
          {state ? null : t("noneText")}
        </EmptyState>
      ) : (
        <Table label={t("table")} containerClassName="max-h-none min-h-0">
          <TableHeader>
            <TableRow>
              <TableHead>{t("subject")}</TableHead>
              <TableHead>{t("to")}</TableHead>
              <TableHead>{t("state")}</TableHead>
              <TableHead>{t("written")}</TableHead>
              <TableHead>
                <span className="sr-only">{t("actions")}</span>
              </TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {mails.map((mail) => (
              <Row
                key={mail.id}
                mail={mail}
                sends={data.pages[0]?.sends ?? false}
                onShow={() => setShown(mail.id)}
              />
            ))}
          </TableBody>
        </Table>
      )}
      {hasNextPage && (
        <div>
          <Button pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("more")}
          </Button>
        </div>
      )}
      {shown !== null && <MailDialog id={shown} onClose={() => setShown(null)} />}
    </div>
  );
}

function Row({ mail, sends, onShow }: { mail: OutboxMail; sends: boolean; onShow: () => void }) {
  const t = useTranslations("Outbox");
  const format = useFormatter();
  const client = useQueryClient();
  const why = useFailureText();
  const retry = useMutation({
    mutationFn: retryMail,
    onSuccess: () => client.invalidateQueries({ queryKey: ["mails"] }),
    onError: (failure) => showToast("error", t("failed", { message: why(failure) })),
  });
  const known = CODES.find((code) => code === mail.error);
  const again = sends && (mail.state === "held" || mail.state === "failed") && mail.error !== "bad_address";
  return (
    <TableRow>
      <TableCell className="min-w-48 [overflow-wrap:anywhere]">
        <button type="button" className="text-left text-accent underline underline-offset-2" onClick={onShow}>
          {mail.subject || t("noSubject")}
        </button>
      </TableCell>
      <TableCell className="[overflow-wrap:anywhere]">{mail.to}</TableCell>
      <TableCell className="py-2">
        <Badge tone={TONES[mail.state]}>{t(`states.${mail.state}`)}</Badge>
        {mail.error && (
          <p className="mt-1 max-w-64 text-muted text-sm [overflow-wrap:anywhere]">
            {known ? t(`reasons.${known}`) : mail.error}
          </p>
        )}
      </TableCell>
      <TableCell className="whitespace-nowrap">
        {format.dateTime(new Date(mail.created_at), { dateStyle: "medium", timeStyle: "short" })}
      </TableCell>
      <TableCell>
        {again && (
          <Button size="sm" pending={retry.isPending} onClick={() => retry.mutate(mail.id)}>
            {t("send")}
          </Button>
        )}
      </TableCell>
    </TableRow>
  );
}
