"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { Team, Worker } from "#lib/routing/schemas.ts";
import { slug } from "#lib/segments/slug.ts";
import { useRoutingChange } from "./use-routing-change.ts";

const MOST = 100;

export interface TeamDialogProps {
  /** Left out for a new one. */
  team?: Team;
  taken: readonly string[];
  workers: readonly Worker[];
  trigger: ReactNode;
}

/** A team's name, its members and their weights. */
export function TeamDialog({ team, trigger, ...props }: TeamDialogProps) {
  const t = useTranslations("Routing");
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent
        title={team ? t("editTeam", { name: team.name }) : t("newTeam")}
        description={t("teamText")}
      >
        <TeamForm team={team} {...props} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

type FormProps = Omit<TeamDialogProps, "trigger"> & { onDone: () => void };

function TeamForm({ team, taken, workers, onDone }: FormProps) {
  const t = useTranslations("Routing");
  const [name, setName] = useState(team?.name ?? "");
  const [weights, setWeights] = useState(new Map(team?.members.map(({ id, weight }) => [id, weight])));
  const [refused, setRefused] = useState(false);
  const { saveTeam } = useRoutingChange();
  const key = team?.key ?? slug(name);
  const unfit = name.trim() === "" || key === "" || (!team && taken.includes(key));
  const set = (id: number, weight: number | null) =>
    setWeights((now) => {
      const next = new Map(now);
      if (weight === null) next.delete(id);
      else next.set(id, weight);
      return next;
    });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setRefused(unfit);
    if (unfit) return;
    const members = [...weights].map(([id, weight]) => ({ id, weight }));
    saveTeam.mutate({ key, name: name.trim(), members }, { onSuccess: onDone });
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <Field label={t("teamName")} error={refused && unfit ? t("nameError") : undefined}>
        <Input value={name} maxLength={120} onChange={({ target }) => setName(target.value)} />
      </Field>
      <ul className="flex flex-col gap-2">
        {workers.map(({ id, name: worker }) => {
          const weight = weights.get(id);
          return (
            <li key={id} className="flex min-h-9 items-center justify-between gap-2">
              <Field label={worker} inline>
                <Checkbox
                  checked={weight !== undefined}
                  onCheckedChange={(checked) => set(id, checked === true ? 1 : null)}
                />
              </Field>
              {weight !== undefined && (
                <Field label={t("weightOf", { name: worker })} hideLabel className="w-20">
                  <Input
                    type="number"
                    min={1}
                    max={MOST}
                    value={weight}
                    onChange={({ target }) =>
                      set(id, Math.min(MOST, Math.max(1, Math.round(Number(target.value) || 1))))
                    }
                  />
                </Field>
              )}
            </li>
          );
        })}
      </ul>
      <div className="flex justify-end">
        <Button type="submit" variant="primary" pending={saveTeam.isPending}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
