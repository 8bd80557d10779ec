"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useNow, useTranslations } from "next-intl";
import { useErrorToast } from "#components/settings/use-error-text.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { VisuallyHidden } from "#components/ui/visually-hidden.tsx";
import { paths } from "#lib/paths.ts";
import { endpointsQuery, replayDelivery } from "#lib/webhooks/api.ts";
import type { Delivery, Endpoint } from "#lib/webhooks/schemas.ts";
import { useDeliveryError } from "./use-delivery-error.ts";

const TONES = { waiting: "caution", delivered: "success", dead: "danger" } as const;

export function DeliveriesTable({ items, webhook }: { items: Delivery[]; webhook: Endpoint }) {
  const t = useTranslations("Webhooks");
  return (
    <Table label={t("deliveriesTable")} containerClassName="max-h-none min-h-0">
      <TableHeader>
        <TableRow>
          <TableHead>{t("created")}</TableHead>
          <TableHead>{t("state")}</TableHead>
          <TableHead>{t("lastAnswer")}</TableHead>
          <TableHead>{t("message")}</TableHead>
          <TableHead>
            <VisuallyHidden>{t("replay")}</VisuallyHidden>
          </TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {items.map((item) => (
          <DeliveryRow key={item.id} item={item} webhook={webhook} />
        ))}
      </TableBody>
    </Table>
  );
}

function DeliveryRow({ item, webhook }: { item: Delivery; webhook: Endpoint }) {
  const t = useTranslations("Webhooks");
  const format = useFormatter();
  const now = useNow();
  return (
    <TableRow>
      <TableCell className="whitespace-nowrap py-2.5 align-top">
        {format.dateTime(new Date(item.created_at), { dateStyle: "medium", timeStyle: "medium" })}
      </TableCell>
      <TableCell className="py-2.5 align-top">
        <Badge tone={TONES[item.state]}>{t(`deliveryStates.${item.state}`)}</Badge>
        <span className="mt-1 block text-muted text-sm">{t("attempts", { n: item.attempts })}</span>
        {item.next_at && (
          <span className="block text-muted text-sm">
            {t("next", { when: format.relativeTime(new Date(item.next_at), now) })}
          </span>
        )}
      </TableCell>
      <TableCell className="min-w-40 py-2.5 align-top">
        <Answer item={item} />
      </TableCell>
      <TableCell className="min-w-48 py-2.5 align-top">
        <code className="block text-sm">{item.type}</code>
        {item.lead && (
          <Link
            href={paths.lead(item.lead.id)}
            className="text-accent underline underline-offset-2 [overflow-wrap:anywhere]"
          >
            {item.lead.name ?? t("lead", { id: item.lead.id })}
          </Link>
        )}
        <details>
          <summary className="cursor-pointer text-accent">{t("payload")}</summary>
          <code className="mt-1 block text-muted text-sm [overflow-wrap:anywhere]">{item.message_id}</code>
          <pre className="mt-1 max-w-96 whitespace-pre-wrap font-mono text-sm [overflow-wrap:anywhere]">
            {JSON.stringify(item.payload, null, 2)}
          </pre>
        </details>
      </TableCell>
      <TableCell className="py-1.5 text-right align-top">
        {item.state !== "waiting" && webhook.state === "enabled" && (
          <Replay id={item.id} webhookKey={webhook.key} />
        )}
      </TableCell>
    </TableRow>
  );
}

function Answer({ item }: { item: Delivery }) {
  const t = useTranslations("Webhooks");
  const errorText = useDeliveryError();
  if (item.last_at === null) return <span className="text-muted">{t("notYet")}</span>;
  return (
    <>
      {item.last_error
        ? errorText(item.last_error, item.last_status)
        : t("test.answered", { status: item.last_status ?? 0 })}
      {item.last_response && (
        <details>
          <summary className="cursor-pointer text-accent">{t("test.response")}</summary>
          <pre className="mt-1 max-w-80 whitespace-pre-wrap font-mono text-sm [overflow-wrap:anywhere]">
            {item.last_response}
          </pre>
        </details>
      )}
    </>
  );
}

function Replay({ id, webhookKey }: { id: number; webhookKey: string }) {
  const t = useTranslations("Webhooks");
  const queryClient = useQueryClient();
  const onError = useErrorToast();
  const replay = useMutation({
    mutationFn: replayDelivery,
    onError,
    onSuccess() {
      showToast("success", t("replayed"));
      return queryClient.invalidateQueries(endpointsQuery());
    },
  });
  return (
    <Button size="sm" pending={replay.isPending} onClick={() => replay.mutate({ key: webhookKey, id })}>
      {t("replay")}
    </Button>
  );
}
