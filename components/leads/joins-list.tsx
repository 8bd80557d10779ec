"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { leadKeys } from "#lib/leads/api.ts";
import { deleteJoin, joinsQuery } from "#lib/leads/join-api.ts";
import type { LeadJoin } from "#lib/leads/join-schemas.ts";
import type { Lead } from "#lib/leads/schemas.ts";

/** What one side of a join is called: its most telling identity, else its number. */
const nameOf = ({ id, identities }: LeadJoin["leads"][number]) => identities[0]?.value ?? `#${id}`;

/** The joins behind this lead, newest first; each can be undone. */
export function JoinsList({ lead, mayUndo }: { lead: Lead; mayUndo: boolean }) {
  const t = useTranslations("Lead.joins");
  const { data } = useQuery(joinsQuery(String(lead.id)));
  if (!data || data.items.length === 0) return null;
  return (
    <section className="mt-4 border-t pt-3" aria-label={t("title")}>
      <h3 className="font-medium">{t("title")}</h3>
      <ul className="mt-2 flex flex-col gap-3">
        {data.items.map((join) => (
          <JoinItem key={join.id} lead={lead} join={join} mayUndo={mayUndo} />
        ))}
      </ul>
    </section>
  );
}

function JoinItem({ lead, join, mayUndo }: { lead: Lead; join: LeadJoin; mayUndo: boolean }) {
  const t = useTranslations("Lead.joins");
  const tKinds = useTranslations("Lead.identities");
  const format = useFormatter();
  const day = (at: string) => format.dateTime(new Date(at), { dateStyle: "medium", timeStyle: "short" });
  const kinds = join.named.map((kind) =>
    kind === "user" || kind === "email" || kind === "anonymous" ? tKinds(kind) : kind,
  );
  const [one, other] = join.leads;
  const cause =
    join.cause === "member"
      ? t("byMember", { name: join.by?.name ?? "" })
      : t("byMessage", { kinds: format.list(kinds) });
  return (
    <li className="flex flex-col gap-1">
      <span className="[overflow-wrap:anywhere]">
        {t("pair", { one: nameOf(one), other: nameOf(other) })}
      </span>
      <span className="text-muted text-sm">
        {cause} · {day(join.at)}
      </span>
      {join.undone_at !== null ? (
        <span className="text-muted text-sm">
          {t("undone", { name: join.undone_by?.name ?? "", date: day(join.undone_at) })}
        </span>
      ) : (
        mayUndo && <UndoJoin lead={lead} join={join} />
      )}
    </li>
  );
}

function UndoJoin({ lead, join }: { lead: Lead; join: LeadJoin }) {
  const t = useTranslations("Lead.joins");
  const queries = useQueryClient();
  const undo = useMutation({
    mutationFn: () => deleteJoin(lead.id, join.id),
    onSuccess: () => {
      showToast("success", t("undoneToast"));
      void queries.invalidateQueries({ queryKey: leadKeys.all });
    },
    onError: () => showToast("error", t("failed")),
  });
  const [one, other] = join.leads;
  return (
    <div>
      <ConfirmDialog
        trigger={
          <Button size="sm" pending={undo.isPending}>
            {t("undo")}
          </Button>
        }
        title={t("undoTitle", { one: nameOf(one), other: nameOf(other) })}
        description={t("undoText")}
        confirmText={t("undoConfirm")}
        cancelText={t("cancel")}
        onConfirm={() => undo.mutate()}
      />
    </div>
  );
}
