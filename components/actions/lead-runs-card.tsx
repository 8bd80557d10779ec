"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useLiveMessages } from "#components/shell/use-live.ts";
import { Card } from "#components/ui/card.tsx";
import { leadRunsQuery, runKeys } from "#lib/actions/api.ts";
import { paths } from "#lib/paths.ts";
import { RunState } from "./run-state.tsx";
import { useRunText } from "./use-run-text.ts";

/** The newest actions that entering and leaving groups brought a lead; nothing where there were none. */
export function LeadRunsCard({ lead }: { lead: number }) {
  const t = useTranslations("Actions");
  const format = useFormatter();
  const say = useRunText();
  const client = useQueryClient();
  const { data } = useQuery(leadRunsQuery(lead));
  useLiveMessages((message) => {
    const isAbout = message.kind === "groups" && (message.leads?.includes(lead) ?? true);
    if (isAbout || message.kind === "sync") void client.invalidateQueries({ queryKey: runKeys.all });
  });
  if (!data || data.items.length === 0) return null;
  return (
    <Card title={t("title")}>
      <ul className="flex flex-col gap-3">
        {data.items.map((run) => (
          <li key={run.id} className="flex flex-col gap-1">
            <span className="[overflow-wrap:anywhere]">{say(run)}</span>
            <span className="text-muted text-sm">
              {format.dateTime(new Date(run.at), { dateStyle: "medium", timeStyle: "short" })}
            </span>
            <RunState run={run} />
          </li>
        ))}
      </ul>
      <Link href={paths.actions({ lead })} className="mt-3 inline-block text-accent hover:underline">
        {t("allOfLead")}
      </Link>
    </Card>
  );
}
