"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Merge } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { useDebounced } from "#components/ui/use-debounced.ts";
import { leadKeys } from "#lib/leads/api.ts";
import { leadSearchQuery, postJoin } from "#lib/leads/join-api.ts";
import type { Lead, LeadItem } from "#lib/leads/schemas.ts";
import { paths } from "#lib/paths.ts";

/** Joins this lead with another that a member takes for the same person. */
export function JoinDialog({ lead }: { lead: Lead }) {
  const t = useTranslations("Lead.joins");
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm">
          <Merge aria-hidden />
          {t("join")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("joinTitle")} description={t("joinText")}>
        <JoinForm lead={lead} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

function JoinForm({ lead, onDone }: { lead: Lead; onDone: () => void }) {
  const t = useTranslations("Lead.joins");
  const router = useRouter();
  const queries = useQueryClient();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<number | null>(null);
  const found = useQuery(leadSearchQuery(useDebounced(text, 250)));
  const join = useMutation({
    mutationFn: (other: number) => postJoin(lead.id, other),
    onSuccess: (answer) => {
      showToast("success", t("joined"));
      onDone();
      void queries.invalidateQueries({ queryKey: leadKeys.all });
      if (answer.lead_id !== lead.id) router.push(paths.lead(answer.lead_id));
    },
  });
  const others = found.data?.items.filter(({ id }) => id !== lead.id) ?? [];
  return (
    <form
      noValidate
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen !== null) join.mutate(chosen);
      }}
    >
      <Field label={t("search")} hint={t("searchHint")}>
        <Input type="search" value={text} onChange={({ target }) => setText(target.value)} />
      </Field>
      {others.length > 0 && (
        <fieldset className="flex max-h-64 flex-col gap-1 overflow-y-auto">
          <legend className="mb-1 font-medium text-sm">{t("found")}</legend>
          {others.map((other) => (
            <Choice key={other.id} lead={other} isChosen={chosen === other.id} onChoose={setChosen} />
          ))}
        </fieldset>
      )}
      {found.data && text.trim() !== "" && others.length === 0 && (
        <p role="status" className="text-muted">
          {t("nothingFound")}
        </p>
      )}
      {join.error && (
        <Alert tone="danger" live title={t("failed")}>
          {null}
        </Alert>
      )}
      <div className="flex flex-wrap justify-end gap-2 pt-1">
        <DialogClose asChild>
          <Button>{t("cancel")}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" disabled={chosen === null} pending={join.isPending}>
          {t("joinConfirm")}
        </Button>
      </div>
    </form>
  );
}

interface ChoiceProps {
  lead: LeadItem;
  isChosen: boolean;
  onChoose: (id: number) => void;
}

function Choice({ lead, isChosen, onChoose }: ChoiceProps) {
  const t = useTranslations("Leads");
  const name = lead.name ?? lead.email ?? lead.user_id ?? t("unnamed");
  return (
    <label className="flex min-h-9 cursor-pointer items-center gap-2 rounded-md px-2 py-1 hover:bg-surface">
      <input
        type="radio"
        name="other"
        className="size-4 shrink-0 accent-accent"
        checked={isChosen}
        onChange={() => onChoose(lead.id)}
      />
      <span className="min-w-0 [overflow-wrap:anywhere]">
        {name}
        {lead.email && lead.email !== name && <span className="block text-muted text-sm">{lead.email}</span>}
      </span>
    </label>
  );
}
