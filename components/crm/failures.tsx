"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { crmFailuresQuery, crmQuery, retryConnection } from "#lib/crm/api.ts";
import { paths } from "#lib/paths.ts";
import { useCrmErrorToast } from "./use-crm-error.ts";

export function Failures({ connectionKey }: { connectionKey: string }) {
  const t = useTranslations("Crm");
  const queryClient = useQueryClient();
  const onError = useCrmErrorToast();
  const [after, setAfter] = useState(0);
  const { data } = useQuery(crmFailuresQuery(connectionKey, after));
  const retry = useMutation({
    mutationFn: retryConnection,
    onError,
    onSuccess({ retried }) {
      showToast("success", t("failures.retried", { n: retried }));
      return queryClient.invalidateQueries(crmQuery());
    },
  });
  if (!data) return <p aria-busy>{t("loading")}</p>;
  return (
    <div className="flex flex-col gap-4">
      {data.items.length === 0 ? (
        <p className="text-muted">{t("failures.none")}</p>
      ) : (
        <ul className="flex flex-col gap-2">
          {data.items.map(({ lead, text }) => (
            <li key={lead.id} className="border-b pb-2">
              <Link href={paths.lead(lead.id)} className="text-accent underline underline-offset-2">
                {lead.name ?? `#${lead.id}`}
              </Link>
              <p className="text-muted [overflow-wrap:anywhere]">{text}</p>
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-2">
        <Button pending={retry.isPending} onClick={() => retry.mutate(connectionKey)}>
          {t("failures.retry")}
        </Button>
        {data.more && <Button onClick={() => setAfter(data.items.at(-1)?.lead.id ?? 0)}>{t("more")}</Button>}
      </div>
    </div>
  );
}
