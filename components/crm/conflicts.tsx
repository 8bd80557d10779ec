"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { crmConflictsQuery, crmQuery, decideConflict } from "#lib/crm/api.ts";
import type { CrmConflict } from "#lib/crm/schemas.ts";
import { paths } from "#lib/paths.ts";
import { useCrmErrorToast } from "./use-crm-error.ts";

const textOf = (value: unknown): string =>
  value === null || value === undefined || value === ""
    ? "–"
    : typeof value === "string"
      ? value
      : JSON.stringify(value);

export function Conflicts({ connectionKey }: { connectionKey: string }) {
  const t = useTranslations("Crm");
  const [before, setBefore] = useState<number>();
  const { data } = useQuery(crmConflictsQuery(connectionKey, before));
  if (!data) return <p aria-busy>{t("loading")}</p>;
  if (data.items.length === 0) return <p className="text-muted">{t("conflicts.none")}</p>;
  return (
    <div className="flex flex-col gap-4">
      <ul className="flex flex-col gap-3">
        {data.items.map((conflict) => (
          <Conflict key={conflict.id} connectionKey={connectionKey} conflict={conflict} />
        ))}
      </ul>
      {data.more && (
        <div>
          <Button onClick={() => setBefore(data.items.at(-1)?.id)}>{t("more")}</Button>
        </div>
      )}
    </div>
  );
}

function Conflict({ connectionKey, conflict }: { connectionKey: string; conflict: CrmConflict }) {
  const t = useTranslations("Crm");
  const format = useFormatter();
  const queryClient = useQueryClient();
  const onError = useCrmErrorToast();
  const { id, lead, attribute, field, base, ours, theirs, outcome, by_policy, at } = conflict;
  const decide = useMutation({
    mutationFn: decideConflict,
    onError,
    onSuccess() {
      showToast("success", t("conflicts.decided"));
      return queryClient.invalidateQueries(crmQuery());
    },
  });
  return (
    <li className="flex flex-col gap-2 border-b pb-3">
      <p className="flex flex-wrap items-center gap-2">
        <Link href={paths.lead(lead.id)} className="text-accent underline underline-offset-2">
          {lead.name ?? `#${lead.id}`}
        </Link>
        <code className="[overflow-wrap:anywhere]">
          {attribute} ← {field}
        </code>
        <span className="text-muted text-sm">
          {format.dateTime(new Date(at), { dateStyle: "medium", timeStyle: "short" })}
        </span>
        {outcome && (
          <Badge>
            {t(`conflicts.${by_policy ? "byPolicy" : "byHand"}`, { side: t(`sides.${outcome}`) })}
          </Badge>
        )}
      </p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 [overflow-wrap:anywhere]">
        <dt className="text-muted">{t("conflicts.base")}</dt>
        <dd>{textOf(base)}</dd>
        <dt className="text-muted">{t("sides.hotsheet")}</dt>
        <dd>{textOf(ours)}</dd>
        <dt className="text-muted">{t("sides.crm")}</dt>
        <dd>{textOf(theirs)}</dd>
      </dl>
      {outcome === null && (
        <div className="flex flex-wrap gap-2">
          {(["hotsheet", "crm"] as const).map((side) => (
            <Button
              key={side}
              size="sm"
              pending={decide.isPending}
              onClick={() => decide.mutate({ key: connectionKey, id, outcome: side })}
            >
              {t(`conflicts.take.${side}`)}
            </Button>
          ))}
        </div>
      )}
    </li>
  );
}
