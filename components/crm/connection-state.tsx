"use client";

import { useFormatter, useNow, useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import { Progress } from "#components/ui/progress.tsx";
import type { CrmConnection } from "#lib/crm/schemas.ts";

export function ConnectionState({ connection }: { connection: CrmConnection }) {
  const t = useTranslations("Crm");
  const format = useFormatter();
  const now = useNow({ updateInterval: 10_000 });
  const { error, sent_at, read_at, waiting, linked, blocked_until, state } = connection;
  const when = (at: string | null) =>
    at ? format.relativeTime(Math.min(Date.parse(at), now.getTime()), now) : t("never");
  const facts = [
    [t("sentAt"), when(sent_at)],
    [t("readAt"), when(read_at)],
    [t("waiting"), format.number(waiting)],
    [t("linked"), format.number(linked)],
  ];
  return (
    <div className="flex flex-col gap-4">
      {error && (
        <Alert tone={state === "refused" ? "danger" : "caution"} title={t(`errors.${error.code}`)}>
          {state === "refused" && <p>{t("renew")}</p>}
          {error.text && <p className="[overflow-wrap:anywhere]">{error.text}</p>}
          <p className="text-muted">
            {when(error.at)}
            {state === "active" &&
              blocked_until &&
              ` · ${t("again", { when: format.dateTime(new Date(blocked_until), { timeStyle: "medium" }) })}`}
          </p>
        </Alert>
      )}
      <dl className="grid grid-cols-1 gap-x-6 gap-y-2 sm:grid-cols-2">
        {facts.map(([label, value]) => (
          <div key={label} className="flex justify-between gap-4 border-b py-1">
            <dt className="text-muted">{label}</dt>
            <dd className="tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      <SyncProgress connection={connection} />
    </div>
  );
}

/** How far the last sync of everything is; nothing once it is through. */
function SyncProgress({ connection: { sync, waiting, state } }: { connection: CrmConnection }) {
  const t = useTranslations("Crm");
  if (!sync || (!sync.queuing && waiting === 0)) return null;
  const done = Math.max(0, sync.total - waiting);
  const text = sync.queuing
    ? t("syncQueuing", { n: sync.total })
    : t("syncProgress", { done, total: Math.max(sync.total, waiting) });
  return (
    <div className="flex flex-col gap-1" role="status">
      <p>{state === "active" ? text : t("syncHeld")}</p>
      <Progress
        label={t("sync")}
        value={sync.queuing || sync.total === 0 ? null : done / Math.max(sync.total, waiting)}
        valueText={text}
      />
    </div>
  );
}
